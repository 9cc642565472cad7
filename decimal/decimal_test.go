package decimal_test

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/decimal"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in, want string
		err      error
	}{
		{"0", "0", nil},
		{"007", "7", nil},
		{"+12", "12", nil},
		{"-3", "-3", nil},
		{"96171.60", "96171.6", nil},
		{"-0.05", "-0.05", nil},
		{"0.00", "0", nil},
		{"9223372036854775790", "9223372036854775790", nil},
		{"99999999999999999999", "", decimal.ErrRange},
		{"0.1234567891", "", decimal.ErrRange},
		{"", "", decimal.ErrSyntax},
		{"-", "", decimal.ErrSyntax},
		{".5", "", decimal.ErrSyntax},
		{"5.", "", decimal.ErrSyntax},
		{"1.2.3", "", decimal.ErrSyntax},
		{"1e3", "", decimal.ErrSyntax},
		{"１", "", decimal.ErrSyntax},
	}
	for _, tc := range tests {
		t.Run(tc.in, func(t *testing.T) {
			got, err := decimal.Parse(tc.in)
			if !errors.Is(err, tc.err) {
				t.Fatalf("error = %v, want %v", err, tc.err)
			}
			if err == nil && got.String() != tc.want {
				t.Errorf("= %s, want %s", got, tc.want)
			}
		})
	}
}

func TestArithmetic(t *testing.T) {
	d := func(s string) decimal.Decimal {
		v, err := decimal.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	sum, err := d("0.1").Add(d("0.2"))
	if err != nil || sum != d("0.3") {
		t.Errorf("0.1 + 0.2 = %v, %v", sum, err)
	}
	if got, _ := d("1.2").Shift(4); got != d("12000") {
		t.Errorf("1.2 × 10⁴ = %v", got)
	}
	if _, err := decimal.FromInt(math.MaxInt64).Add(decimal.FromInt(1)); !errors.Is(err, decimal.ErrRange) {
		t.Errorf("overflow: %v", err)
	}
	if _, err := decimal.FromInt(math.MinInt64).Add(decimal.FromInt(-1)); !errors.Is(err, decimal.ErrRange) {
		t.Errorf("underflow: %v", err)
	}
	if d("2").Cmp(d("1.99")) != 1 || d("-1").Cmp(d("0")) != -1 || d("1.50").Cmp(d("1.5")) != 0 {
		t.Error("Cmp orders wrongly")
	}
	if decimal.FromInt(math.MaxInt64).Cmp(decimal.FromInt(math.MinInt64)) != 1 {
		t.Error("Cmp of numbers too far apart to subtract")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0", "-1.5", "96171.6", "+3", "1.", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := decimal.Parse(s)
		if err != nil {
			return
		}
		again, err := decimal.Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("%q -> %v -> %v, %v", s, v, again, err)
		}
		want, err := strconv.ParseFloat(s, 64)
		if err != nil || want != v.Float64() {
			t.Fatalf("%q: Float64 %v, strconv %v, %v", s, v.Float64(), want, err)
		}
		var u decimal.Decimal
		b, _ := json.Marshal(v)
		if err := json.Unmarshal(b, &u); err != nil || u != v {
			t.Fatalf("JSON %s -> %v, %v", b, u, err)
		}
	})
}

func TestTimes(t *testing.T) {
	d, err := decimal.New(15, 1)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "1.5", 1: "1.5", 2: "3", 12: "18"} {
		if got, err := d.Times(n); err != nil || got.String() != want {
			t.Errorf("1.5 × %d = %s, %v; want %s", n, got, err, want)
		}
	}
	for _, n := range []int64{math.MaxInt64/2 + 1, math.MinInt64/2 - 1} {
		if _, err := decimal.FromInt(n).Times(2); !errors.Is(err, decimal.ErrRange) {
			t.Errorf("%d × 2: %v", n, err)
		}
	}
}
