// The list of the bank: only the field that belongs to the chosen change is shown.
const fields = document.querySelector("[data-changes-fields]");
if (fields) {
  const verb = fields.querySelector("[name=verb]");
  const show = () => {
    fields.querySelectorAll("[data-verb]").forEach((each) => {
      each.hidden = each.dataset.verb !== verb.value;
    });
  };
  verb.addEventListener("change", show);
  show();
}
