package oracle_test

// drawnDifferences are about the cells of tables of pages.
var drawnDifferences = map[string]difference{
	"hidden_main.html": {`
- table 3×4
- 0,0 1×1 信息内容
- 0,1 1×1 本年制发件数
- 0,2 1×1 本年废止件数
- 0,3 1×1 现行有效件数
- 1,0 1×1 规章
- 1,1 1×1 0
- 1,2 1×1 0
- 1,3 1×1 0
- 2,0 1×1 行政规范性文件
- 2,1 1×1 1
- 2,2 1×1 2
- 2,3 1×1 8
`,
		"a page that a script shows: scripts do not run here, and the reader takes such a page's main part for shown"},
	"jcms_gb2312.html": {`
+ table 2×1
+ 0,0 1×1
+ 1,0 1×1
+ table 1×5
+ 0,0 1×1 首页
+ 0,1 1×1 镇情概况
+ 0,2 1×1 政务动态
+ 0,3 1×1 信息公开
+ 0,4 1×1 便民服务
+ table 4×1
+ 0,0 1×1 信息公开目录
+ 1,0 1×1 公开指南
+ 2,0 1×1 公开目录
+ 3,0 1×1 公开年报
+ table 7×7
+ 0,0 1×7 2016年3月
+ 1,0 1×1 日
+ 1,1 1×1 一
+ 1,2 1×1 二
+ 1,3 1×1 三
+ 1,4 1×1 四
+ 1,5 1×1 五
+ 1,6 1×1 六
+ 2,0 1×1
+ 2,1 1×1
+ 2,2 1×1 1
+ 2,3 1×1 2
+ 2,4 1×1 3
+ 2,5 1×1 4
+ 2,6 1×1 5
+ 3,0 1×1 6
+ 3,1 1×1 7
+ 3,2 1×1 8
+ 3,3 1×1 9
+ 3,4 1×1 10
+ 3,5 1×1 11
+ 3,6 1×1 12
+ 4,0 1×1 13
+ 4,1 1×1 14
+ 4,2 1×1 15
+ 4,3 1×1 16
+ 4,4 1×1 17
+ 4,5 1×1 18
+ 4,6 1×1 19
+ 5,0 1×1 20
+ 5,1 1×1 21
+ 5,2 1×1 22
+ 5,3 1×1 23
+ 5,4 1×1 24
+ 5,5 1×1 25
+ 5,6 1×1 26
+ 6,0 1×1 27
+ 6,1 1×1 28
+ 6,2 1×1 29
+ 6,3 1×1 30
+ 6,4 1×1 31
+ 6,5 1×1
+ 6,6 1×1
- 0,0 1×1
+ 0,0 1×1 您现在的位置：首页>>信息公开>>正文
- 4,0 1×1
- 5,0 1×1
- 6,0 1×1
+ 4,0 1×1 【打印本页】【关闭窗口】
+ 5,0 1×1 上一条：石磴镇2015年部门决算
+ 6,0 1×1 下一条：没有了
+ table 1×1
+ 0,0 1×1 版权所有：石磴镇人民政府技术支持：某某软件有限公司某ICP备09000009号
`,
		"menus, calendars and footers of the site around the report, which the reader leaves out"},
	"report_2021_portal.html": {`
+ table 5×7
+ 0,0 1×1 日
+ 0,1 1×1 一
+ 0,2 1×1 二
+ 0,3 1×1 三
+ 0,4 1×1 四
+ 0,5 1×1 五
+ 0,6 1×1 六
+ 1,0 1×1 1
+ 1,1 1×1 2
+ 1,2 1×1 3
+ 1,3 1×1 4
+ 1,4 1×1 5
+ 1,5 1×1 6
+ 1,6 1×1 7
+ 2,0 1×1 8
+ 2,1 1×1 9
+ 2,2 1×1 10
+ 2,3 1×1 11
+ 2,4 1×1 12
+ 2,5 1×1 13
+ 2,6 1×1 14
+ 3,0 1×1 15
+ 3,1 1×1 16
+ 3,2 1×1 17
+ 3,3 1×1 18
+ 3,4 1×1 19
+ 3,5 1×1 20
+ 3,6 1×1 21
+ 4,0 1×1 22
+ 4,1 1×1 23
+ 4,2 1×1 24
+ 4,3 1×1 25
+ 4,4 1×1 26
+ 4,5 1×1 27
+ 4,6 1×1 28
`,
		"the site's calendar, which the reader leaves out"},
	"struck.html": {`
- 0,0 1×1 ~~6903~~6904
- 0,1 1×1 ~~9~~8
- 0,2 1×1 ~~1~~7
- 0,3 1×1 ~~2~~3
- 1,0 1×1 ~~12~~15
- 1,1 1×1 ~~12~~
- 1,2 1×1 ~~12~~
+ 0,0 1×1 69036904
+ 0,1 1×1 98
+ 0,2 1×1 17
+ 0,3 1×1 23
+ 1,0 1×1 1215
+ 1,1 1×1 12
+ 1,2 1×1 12
- 2,0 1×1 ~~12~~3
- 2,1 1×1 ~~12~~3
+ 2,0 1×1 123
+ 2,1 1×1 123
- 2,3 1×1 ~~4~~5
- 3,0 1×1 80¹
- 3,1 1×1 80¹,²
- 3,2 1×1 80³
- 3,3 1×1 80₄
- 4,0 1×1 ~~1~~
- 4,1 1×1 ~~2~~
- 4,2 1×1 ~~80注1~~
+ 2,3 1×1 45
+ 3,0 1×1 801
+ 3,1 1×1 801,2
+ 3,2 1×1 803
+ 3,3 1×1 80４
+ 4,0 1×1 1
+ 4,1 1×1 2
+ 4,2 1×1 80注1
- 5,1 1×1 ~~件~~数
- 5,2 1×1 ~~34~~5
- 5,3 1×1 ~~6~~7
+ 5,1 1×1 件数
+ 5,2 1×1 345
+ 5,3 1×1 67
`,
		"the line through text and the place of raised digits are not in the text, so that 12 struck out with 15 after it would be 1215, and 80 with note 1 would be 801"},
	"tables.html": {`
- 0,5 1×1 六1.七2.八
+ 0,5 1×1 六七八
- 2,0 1×1 secondfoot
+ 2,0 1×1 secondfoot
`,
		"numbers of lists are not in a browser's text"},
}

// shownDifferences are about words of pages: "- " those that only nianbao has.
var shownDifferences = map[string]difference{
	"hidden.html": {`
- 5shown
- rulesthatdependonotherelementsarenotfollowed
- details
+ no
+ no
`,
		"rules that depend on other elements are not followed, and closed details are read; noscript is text where scripts do not run, and hidden=until-found counts as text"},
	"hidden_main.html": {`
- 柳塘乡2023年政府信息公开工作年度报告
- 一
- 总体情况
- 本乡全年公开各类信息287条
- 其中涉农补贴类96条
- 项目招标类14条
- 其余为日常政务信息
- 二
- 主动公开政府信息情况
- 信息内容
- 本年制发件数
- 本年废止件数
- 现行有效件数
- 规章
- 0
- 0
- 0
- 行政规范性文件
- 1
- 2
- 8
+ 首页公开
`,
		"as in the grids"},
	"jcms_gb2312.html": {`
+ 首页
+ 镇情概况
+ 政务动态
+ 便民服务
+ 信息公开目录
+ 公开指南
+ 公开目录
+ 公开年报
+ 四
+ 五
+ 六
+ 10
+ 11
+ 13
+ 14
+ 17
+ 19
+ 24
+ 25
+ 27
+ 28
+ 29
+ 30
+ 您现在的位置
+ 首页
+ 正文
+ 22
+ 二
+ 7
+ 三
+ 打印本页
+ 关闭窗口
+ 上一条
+ 石磴镇2015年部门决算
+ 下一条
+ 没有了
+ 版权所有
+ 石磴镇人民政府
+ 技术支持
+ 某某软件有限公司
+ 某ICP备09000009号
`,
		"what stands around the report on its site, which the reader leaves out"},
	"lines.html": {`
+ 汉字zì
`,
		"the reading of a ruby annotation stands behind its text; it is not part of it"},
	"report_2021_portal.html": {`
+ 办事服务
+ 互动交流
+ 2021年
+ 2020年
+ 首页
+ 政府信息公开年报
+ 五
+ 六
`,
		"what stands around the report on its site, which the reader leaves out"},
	"siblings_no_container.html": {`
+ English
+ 繁體
+ 要闻公开服务
+ 相关文件
+ 2023年政府信息公开工作年度报告2022年政府信息公开工作年度报告
+ 扫一扫在手机打开当前页
+ 主办单位
+ 云坪区人民政府办公室
+ 承办单位
+ 云坪区数据局
+ 联系电话
+ 0000
+ 7654321
`,
		"what stands around the report on its site, which the reader leaves out"},
	"trs_portal.html": {`
+ 网站首页
+ 设为首页
+ 无障碍阅读
+ 站内搜索搜索
+ 标题
+ 正文
+ 松溪谷县人民政府
+ 走进松溪谷
+ 历史沿革
+ 自然地理
+ 新闻中心
+ 政务公开
+ 办事服务
+ 互动交流
+ 当前位置
+ 首页
+ 政务公开
+ 政府信息公开年报
+ 字体
+ 大
+ 中
+ 小
+ 分享到微信微博
+ 打印本页
+ 关闭窗口
+ 上一篇
+ 松溪谷县林业局2022年政府信息公开工作年度报告
+ 下一篇
+ 松溪谷县审计局2022年政府信息公开工作年度报告
+ 网站地图
+ 联系我们
+ 关于我们
+ 主办
+ 松溪谷县人民政府办公室
+ 地址
+ 松溪谷县文昌路8号
+ 邮编
+ 999000
+ 网站标识码
+ 9900990001
+ 某ICP备12000001号
+ 某公网安备
+ 99000002000001号
+ 您的浏览器不支持脚本
`,
		"what stands around the report on its site, which the reader leaves out"},
	"word_paste.html": {`
+ 工作3月9日部署隐藏
`,
		"text that Word hides (mso-hide) shows in a browser, not in Word"},
	"xxgk_aspnet.html": {`
+ 信息公开目录
+ 机构职能
+ 政策文件
+ 财政预决算
+ 公开年报
+ 点击排行
+ 关于公布办事指南的通知
+ 关于征集意见的公告
+ 地址
+ 青阜区学府街3号电话
+ 1234567
+ Copyright
+ 2021
+ 青阜区人民政府
`,
		"what stands around the report on its site, which the reader leaves out"},
}
