// The order of what a search finds: pages for readers before those about the work on the package; Chinese for Chinese.
"use strict";

var Scorer = {
  score: ([page, , , , score]) => {
    const isChinese = /[\u3400-\u9fff]/.test(new URLSearchParams(window.location.search).get("q") ?? "");
    if (/^(contributing|readme|zh\/readme|reference\/(changelog|architecture|performance))$/.test(page)) return score - 4;
    if (page.startsWith("zh/")) return score + (isChinese ? 3 : -1);
    return score + (page === "index" ? 2 : /^(all-zones$|start\/|tasks\/)/.test(page) ? 1 : 0);
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
