package parquet

// SetLimits makes row groups of other sizes.
func (w *Writer[T]) SetLimits(rows, text int) { w.maxRows, w.maxText = rows, text }
