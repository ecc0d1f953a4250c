import { options, type VNode } from 'preact';
import { FINE, NBSP } from '#core/texte.ts';

const REGLES: readonly (readonly [RegExp, string])[] = [
  [/ ([;!?])(?=$|[\s)»<])/g, `${FINE}$1`],
  [/ :(?=$|\s)/g, `${NBSP}:`],
  [/« /g, `«${NBSP}`],
  [/ »/g, `${NBSP}»`],
  [/(\d) (?=[€%](?!\w))/g, `$1${NBSP}`],
  [/(\d) h(?: (?=\d\d(?!\d)))/gu, `$1${NBSP}h${NBSP}`],
  [/(\d) h(?![\p{L}\d])/gu, `$1${NBSP}h`],
  [/(?<![\d,.])(\d{1,3}) (?=\d{3}(?!\d))/g, `$1${FINE}`],
];

/** Most texts of a page need nothing: told in one pass, before the rules. */
const A_REVOIR = / [;:!?»]|« |\d [€%h\d]/;

/**
 * French typography: the no-break spaces that a sentence typed with plain ones lacks.
 * @source Lexique des règles typographiques en usage à l'Imprimerie nationale, "Ponctuation" and "Nombres"
 */
export function espacer(texte: string): string {
  if (!A_REVOIR.test(texte)) return texte;
  return REGLES.reduce((t, [motif, remplacement]) => t.replace(motif, remplacement), texte);
}

/** What is data rather than prose keeps its spaces. */
const TELS_QUELS: ReadonlySet<unknown> = new Set(['textarea', 'script', 'style', 'code', 'pre', 'option']);

let installee = false;

const soigner = (enfant: unknown): unknown => (typeof enfant === 'string' ? espacer(enfant) : enfant);

/** Every sentence of every page gets its no-break spaces here, once, so that nobody has to type them. */
export function installerTypographie(): void {
  if (installee) return;
  installee = true;
  const precedent = options.vnode;
  options.vnode = (vnode: VNode): void => {
    if (typeof vnode.type === 'string' && !TELS_QUELS.has(vnode.type)) {
      const props: { children?: unknown } = vnode.props;
      const { children } = props;
      if (typeof children === 'string') props.children = espacer(children);
      else if (Array.isArray(children)) props.children = children.map(soigner);
    }
    precedent?.(vnode);
  };
}
