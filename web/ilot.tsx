import type { ComponentChildren, JSX } from 'preact';

/** `</script>` and `<!--` inside the data must not close the element: `<` is written as its JSON escape. */
const json = (donnees: unknown): string => JSON.stringify(donnees).replace(/</g, '\\u003c');

/**
 * A part of the page that needs a browser. The fallback is useful by itself; the loader replaces it by
 * `monter(element, donnees)` of modules/<m>/islands/<nom>.tsx. Data is a JSON block, which no CSP executes.
 */
export function Ilot({ nom, donnees, id, class: classe, children }: { nom: string; donnees: unknown; id?: string; class?: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div data-ilot={nom} {...(id ? { id } : {})} {...(classe ? { class: classe } : {})}>
      <script type="application/json" dangerouslySetInnerHTML={{ __html: json(donnees) }} />
      <div data-ilot-repli>{children}</div>
    </div>
  );
}
