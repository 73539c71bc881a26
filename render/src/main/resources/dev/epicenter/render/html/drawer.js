// The drawer: what is selected, in detail, with a way back to what was selected before.

const drawer = (() => {
  const dialog = byId('drawer');
  const back = byId('drawer-back');
  const shown = [];
  let opener = null;

  const draw = () => {
    const {title, make} = shown[shown.length - 1];
    byId('drawer-title').textContent = title;
    byId('drawer-body').replaceChildren(...make());
    back.hidden = shown.length < 2;
    dialog.scrollTop = 0;
    byId('drawer-title').focus({preventScroll: true});
  };

  const close = () => {
    if (dialog.open) {
      dialog.close();
      shown.length = 0;
      opener?.focus?.({preventScroll: true});
      opener = null;
    }
  };

  back.addEventListener('click', () => { shown.pop(); draw(); });
  byId('drawer-close').addEventListener('click', close);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && dialog.open) {
      event.preventDefault();
      close();
    }
  });

  /** Shows what make() returns, an array of nodes. */
  const show = (title, make) => {
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.show();
    }
    shown.push({title, make});
    draw();
  };
  return {show, close};
})();
