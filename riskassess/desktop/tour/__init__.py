"""The tour of the first start: three steps at most, beside what they speak of, over before it is in the way."""
