package same

func B() {}
