// #region open
import { fn, open, struct, t } from "topher";

const userInfo = struct({ name: t.cstring, greeting: t.cstring, nameLength: t.int });

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  userInfo: fn([t.cstring], t.owned(userInfo, "userInfoRelease")),
  userInfosLive: fn([], t.int),
});
// #endregion

// #region dispose
const info = lib.userInfo("Gopher");
console.log(info.greeting, `(${info.nameLength} bytes)`);
console.log("owed to Go:", lib.userInfosLive());

info[Symbol.dispose]();
console.log("owed after disposing:", lib.userInfosLive());

info[Symbol.dispose]();
console.log("disposing again does nothing:", lib.userInfosLive());
console.log("the strings were copied, so they stay:", info.name);
// #endregion

// #region finally
function greet(name: string): string {
  const info = lib.userInfo(name);
  try {
    return info.greeting;
  } finally {
    info[Symbol.dispose]();
  }
}
console.log(greet("Snake"), `owed: ${lib.userInfosLive()}`);
// #endregion

// #region collector
for (let i = 0; i < 1000; i++) lib.userInfo(`user ${i}`);
console.log("owed after 1000 calls without disposing:", lib.userInfosLive());

const deadline = Date.now() + 20_000;
while (lib.userInfosLive() > 500 && Date.now() < deadline) {
  Array.from({ length: 100_000 }, (_, i) => ({ i })); // work that makes the collector run
  await new Promise((resolve) => setTimeout(resolve, 1));
}
console.log("most of them came back through the collector:", lib.userInfosLive() <= 500);
// #endregion
