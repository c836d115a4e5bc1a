// Tables of the class "sortable": a button in each header sorts the rows, a field above finds some of them.
"use strict";

(() => {
  const textOf = (row, column) => row.cells[column].textContent.trim();

  const compare = (one, other) => {
    if (one === "" || other === "") return (one === "") - (other === ""); // what is blank comes last
    const difference = Number(one) - Number(other);
    return Number.isNaN(difference) ? one.localeCompare(other, ["en", "zh"]) : difference;
  };

  const sort = (table, column, header) => {
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((one, other) => {
      const [first, second] = [textOf(one, column), textOf(other, column)];
      return first === "" || second === "" || ascending ? compare(first, second) : compare(second, first);
    });
    table.tBodies[0].append(...rows);
  };

  const addSearch = (table) => {
    const label = document.createElement("label");
    const field = document.createElement("input");
    const count = document.createElement("output");
    field.type = "search";
    label.className = "table-search";
    label.append("Find in this table ", field, " ", count);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      count.value = wanted ? `${shown} of ${table.tBodies[0].rows.length} rows` : "";
    });
    (table.closest(".table-wrapper") || table).before(label);
  };

  const prepare = () => {
    for (const table of document.querySelectorAll("table.sortable")) {
      [...table.tHead.rows[0].cells].forEach((header, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...header.childNodes);
        header.append(button);
        header.scope = "col";
        button.addEventListener("click", () => sort(table, column, header));
      });
      addSearch(table);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
