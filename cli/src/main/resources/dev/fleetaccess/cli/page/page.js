'use strict';
(() => {
  const PART = 100;
  const find = id => document.getElementById(id);
  const table = find('table'), body = table.tBodies[0], rows = [...body.rows];
  const search = find('q'), state = find('state'), found = find('found'), more = find('more'), at = find('at');
  const texts = rows.map(row => row.textContent.toLowerCase());
  const states = rows.map(row => row.cells[1].textContent);
  let shown = rows, most = PART;

  const show = count => {
    body.replaceChildren(...shown.slice(0, count));
    more.hidden = shown.length <= count;
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = rows.filter((row, i) =>
      (!state.value || states[i] === state.value) && words.every(word => texts[i].includes(word)));
    most = PART;
    show(most);
    found.textContent = shown.length === rows.length ? `${rows.length} accounts` : `${shown.length} of ${rows.length} accounts`;
  };

  document.documentElement.classList.add('js');
  const form = document.querySelector('.search');
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  search.addEventListener('input', filter);
  state.addEventListener('change', filter);
  more.addEventListener('click', () => show(most += PART * 5));
  addEventListener('beforeprint', () => {
    show(shown.length);
    document.querySelectorAll('details').forEach(one => { one.open = true; });
  });
  addEventListener('afterprint', () => show(most));

  for (const map of document.querySelectorAll('.map')) {
    const order = map.dataset.rows.split(' '), columns = Number(map.dataset.columns);
    const rowAt = event => {
      const box = map.getBoundingClientRect(), pitch = box.width / columns;
      const column = Math.floor((event.clientX - box.left) / pitch), line = Math.floor((event.clientY - box.top) / pitch);
      return rows[order[line * columns + column]];
    };
    map.addEventListener('mousemove', event => {
      const row = rowAt(event);
      at.textContent = row ? [...row.cells].map(cell => cell.textContent).join(' · ').slice(0, 300) : '\u00a0';
    });
    map.addEventListener('click', event => {
      const row = rowAt(event);
      if (row) {
        search.value = row.cells[0].textContent;
        state.value = '';
        filter();
        search.focus();
      }
    });
  }
  if (/^#q=[\w. -]*$/.test(location.hash)) {
    search.value = location.hash.slice(3);
    form.scrollIntoView();
  }
  filter();
})();
