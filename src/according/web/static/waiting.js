// Says when the judgements that the page does not show yet have been applied; forms on the page are left alone.

const waiting = document.querySelector("#waiting");
if (waiting) {
  const ask = async () => {
    const answer = await fetch(waiting.dataset.ask).then((one) => one.json()).catch(() => null);
    if (answer?.waiting !== 0) { setTimeout(ask, 2000); return; }
    const link = waiting.querySelector("a");
    link.textContent = "Show it";
    waiting.replaceChildren("The record is up to date. ", link);
  };
  setTimeout(ask, 2000);
}
