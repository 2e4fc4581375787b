package same

func A() {}
