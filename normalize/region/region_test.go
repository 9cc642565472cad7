package region

import "testing"

func BenchmarkResolve(b *testing.B) {
	for _, name := range []string{"重庆市九龙坡区二郎街道办事处", "渠沟镇", "白鹭县住房和城乡建设局", "国家税务总局合肥市包河区税务局"} {
		b.Run(name, func(b *testing.B) {
			Resolve(Query{Name: name, Year: 2020}) // reads the table
			b.ReportAllocs()
			for b.Loop() {
				Resolve(Query{Name: name, Year: 2020})
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		unpack()
	}
}
