package types

func Three() Missing { return nil }
