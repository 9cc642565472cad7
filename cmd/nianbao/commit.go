package main

import (
	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/internal/dataset"
	"github.com/nianbao/nianbao/internal/term"
)

const commitLong = `Commit makes one whole data set of the shards that convert --shard I/N wrote
into the folder OUT. It checks that all N are there and ended over the same
inputs, keeps the first of several inputs with the same bytes in different
shards, verifies every file, and writes manifest.json, datapackage.json,
croissant.json, failed.jsonl and, last, _SUCCESS.

把各分片（convert --shard I/N）合成一个完整的数据集。` + `

EXIT STATUS
  0    the data set is whole
  1    a shard is missing, unfinished or damaged
  2    usage
  130  interrupted`

func (a *app) commit() *cobra.Command {
	return &cobra.Command{
		Use:   "commit OUT",
		Short: "Make one data set of the shards of convert --shard    合并分片",
		Long:  commitLong,
		Example: `  for i in 0 1 2; do nianbao convert --shard $i/3 -o out reports/ & done; wait
  nianbao commit out`,
		Args: cobra.ExactArgs(1),
		RunE: a.do(func(_ *cobra.Command, args []string) error {
			p, err := panel()
			if err != nil {
				return err
			}
			c, err := dataset.CommitShards(args[0], p)
			if err != nil {
				return hint(err)
			}
			a.say("%s, %s, %s; %s settled as copies across shards", plural(c.Shards, "shard"), plural(c.Parts, "part"),
				plural(c.Inputs, "input"), plural(c.Settled, "input"))
			a.say("data set  %s", term.Quote(args[0]))
			return nil
		}),
	}
}
