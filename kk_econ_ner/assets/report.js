"use strict";
(() => {
  const data = name => JSON.parse(document.getElementById(name).textContent);
  const byId = name => document.getElementById(name);
  const words = data("words"), rows = data("rows"), colors = data("colors");
  const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  // The table: searched, filtered and sorted here; PAGE rows are shown at first.
  const PAGE = 50, NAMES = ["text", "label", "name", "value", "unit", "document"];
  const TEXT = 0, LABEL = 1, VALUE = 3, DOCUMENT = 5, NUMBER = 6;
  const body = document.querySelector("#found tbody"), headers = document.querySelectorAll("#found th");
  const query = byId("query"), label = byId("label"), more = byId("more"), count = byId("count");
  const fold = text => text.toLocaleLowerCase("kk");
  const folded = rows.map(row => fold(row.slice(0, NUMBER).join("\n")));
  const documents = new Map(
    [...document.querySelectorAll("details[data-doc]")].map(part => [part.dataset.doc, part]));
  const collator = new Intl.Collator("kk", { numeric: true });
  let shown = PAGE, sorted = { column: -1, down: false };

  function compare(a, b) {
    if (sorted.column !== VALUE) return collator.compare(a[sorted.column], b[sorted.column]);
    return (a[NUMBER] ?? -Infinity) - (b[NUMBER] ?? -Infinity);
  }

  function tag(name) {
    const part = document.createElement("span");
    part.className = "tag";
    part.textContent = name;
    part.style.setProperty("--c", colors[name]);
    return part;
  }

  function link(name) {
    const part = documents.get(name), anchor = document.createElement("a");
    if (!part) return document.createTextNode(name);
    anchor.href = "#";
    anchor.textContent = name;
    anchor.addEventListener("click", event => {
      event.preventDefault();
      documents.forEach(other => other.classList.toggle("here", other === part));
      part.open = true;
      part.scrollIntoView({ behavior: "smooth" });
    });
    return anchor;
  }

  function draw() {
    const wanted = fold(query.value.trim());
    const hits = rows.filter((row, i) =>
      (!label.value || row[LABEL] === label.value) && (!wanted || folded[i].includes(wanted)));
    if (sorted.column >= 0) hits.sort((a, b) => sorted.down ? compare(b, a) : compare(a, b));
    count.textContent = `${grouped(hits.length)} ${words.rows}`;
    body.replaceChildren(...hits.slice(0, shown).map(row => {
      const line = document.createElement("tr");
      NAMES.forEach((name, i) => {
        const cell = line.insertCell();
        cell.className = name === "name" && row[i] === row[TEXT] ? "name same" : name;
        if (i === LABEL) cell.append(tag(row[i]));
        else if (i === DOCUMENT) cell.append(link(row[i]));
        else cell.textContent = row[i];
      });
      return line;
    }));
    more.hidden = hits.length <= shown;
  }

  function restart() { shown = PAGE; draw(); }
  query.addEventListener("input", restart);
  label.addEventListener("change", restart);
  more.addEventListener("click", () => { shown += 5 * PAGE; draw(); });
  headers.forEach((header, column) => header.querySelector("button").addEventListener("click", () => {
    // Numbers are first wanted with the largest on top.
    const down = sorted.column === column ? !sorted.down : column === VALUE;
    sorted = { column, down };
    headers.forEach(other => other.setAttribute("aria-sort", "none"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    restart();
  }));
  draw();

  // The charts. A click on a name asks the table for it.
  const short = (name, room) => name.length <= room ? name : name.slice(0, room - 1) + "…";
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = "#3c4558";
  Chart.defaults.animation = false;
  data("charts").forEach((chart, number) => {
    const axis = { beginAtZero: true, ticks: { precision: 0, maxTicksLimit: 5 }, stacked: true,
                   grid: { color: "#e9ecf1" }, border: { display: false } };
    const names = { stacked: true, grid: { display: false }, border: { color: "#c6cdd8" },
                    ticks: { autoSkip: false, maxRotation: chart.names ? 0 : 60 } };
    if (chart.names) {
      names.ticks.callback = function (value) {
        return short(this.getLabelForValue(value), Math.max(12, Math.floor(this.chart.width / 15)));
      };
    }
    new Chart(byId("chart" + number), {
      type: "bar",
      data: {
        labels: chart.labels,
        datasets: chart.series.map(part => ({
          label: part.name, data: part.values, backgroundColor: part.color, borderRadius: 3,
          maxBarThickness: 34, categoryPercentage: .82, barPercentage: .9 })),
      },
      options: {
        indexAxis: chart.names ? "y" : "x", responsive: true, maintainAspectRatio: false,
        scales: chart.names ? { x: axis, y: names } : { x: names, y: axis },
        plugins: {
          legend: { display: chart.series.length > 1, position: "bottom",
                    labels: { boxWidth: 12, boxHeight: 12 } },
          tooltip: { callbacks: {
            title: items => chart.labels[items[0].dataIndex],
            label: item => `${item.dataset.label} ${grouped(item.raw)}`.trim()
                           + (chart.names ? ` ${words.mentions}` : ""),
          } },
        },
        onHover: (event, hits) => {
          event.native.target.style.cursor = chart.names && hits.length ? "pointer" : "default";
        },
        onClick: (event, hits) => {
          if (!chart.names || !hits.length) return;
          query.value = chart.labels[hits[0].index];
          label.value = chart.filter;
          restart();
          byId("table").scrollIntoView({ behavior: "smooth" });
        },
      },
    });
  });
})();
