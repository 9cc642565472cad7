package main

import (
	"github.com/spf13/cobra"

	"github.com/nianbao/nianbao/export/jsonl"
)

const schemaLong = `Schema prints the JSON Schema (draft 2020-12) of a line of the JSON lines that
convert writes. Meanings are in English (title, description) and Chinese (title_zh,
description_zh), units in unit. A later version of the same major number may add
keys; no key goes, and none changes its meaning.

输出 JSON 行的 JSON Schema（2020-12 版），含中英文说明。`

func (a *app) schema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of a report    输出 JSON Schema",
		Long:    schemaLong,
		Example: "  nianbao schema > report.schema.json",
		Args:    cobra.NoArgs,
		RunE: a.do(func(*cobra.Command, []string) error {
			text, err := jsonl.Schema()
			if err != nil {
				return err
			}
			_, err = a.out.Write(text)
			return err
		}),
	}
}
