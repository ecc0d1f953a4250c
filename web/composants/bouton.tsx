import type { ComponentChildren, JSX } from 'preact';
import { Formulaire } from './formulaire.tsx';
import { Icone, type NomIcone } from './icone.tsx';

/** One `primaire` per page. `danger` destroys or refuses. `discret` is a plain word that acts. */
export type VarianteBouton = 'primaire' | 'simple' | 'danger' | 'discret';

const CLASSES: Record<VarianteBouton, string> = { primaire: 'btn btn-primary', simple: 'btn', danger: 'btn btn-error', discret: 'btn btn-ghost text-lien' };

type Commun = { variante?: VarianteBouton; icone?: NomIcone; petit?: boolean; class?: string; children?: ComponentChildren };

const classes = ({ variante = 'simple', petit, class: classe }: Commun): string => [CLASSES[variante], petit ? 'btn-sm' : '', classe ?? ''].filter(Boolean).join(' ');

function Contenu({ icone, petit, children }: Commun): JSX.Element {
  return (
    <>
      {icone && <Icone nom={icone} taille={petit ? 17 : 19} />}
      {children}
    </>
  );
}

type ProprietesBouton = Commun & { type?: 'submit' | 'button'; nom?: string; valeur?: string; formaction?: string; inactif?: boolean; formulaire?: string };

/** A button of a form. Its word is a verb: "Déposer la lettre", never "Valider" alone. */
export function Bouton({ type = 'submit', nom, valeur, formaction, inactif, formulaire, ...commun }: ProprietesBouton): JSX.Element {
  const attributs = { ...(nom ? { name: nom } : {}), ...(valeur !== undefined ? { value: valeur } : {}), ...(formaction ? { formAction: formaction } : {}), ...(formulaire ? { form: formulaire } : {}) };
  return (
    <button class={classes(commun)} type={type} disabled={inactif === true} {...attributs}>
      <Contenu {...commun} />
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
/** `seule`: the page comes whole, with its own headers, and not in place of this one. */
export function LienBouton({ href, telechargement, seule, ...commun }: Commun & { href: string; telechargement?: boolean; seule?: boolean }): JSX.Element {
  return (
    <a class={classes(commun)} href={href} {...(telechargement ? { download: true } : {})} {...(telechargement || seule ? { 'data-turbo': 'false' } : {})}>
      <Contenu {...commun} />
    </a>
  );
}

/** A gesture that needs no field: one button that is a whole form. On a phone a large one takes the line; a small or a plain one keeps the width of its words. */
export function BoutonGeste({ action, champs = {}, version, ...commun }: Commun & { action: string; champs?: Readonly<Record<string, string>>; version?: number | string }): JSX.Element {
  const large = !commun.petit && commun.variante !== 'discret';
  return (
    <Formulaire action={action} class={large ? 'inline-flex max-sm:grow' : 'inline-flex'} {...(version === undefined ? {} : { version })}>
      {Object.entries(champs).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      <Bouton {...commun} class={[large ? 'max-sm:w-full' : '', commun.class ?? ''].filter(Boolean).join(' ')} />
    </Formulaire>
  );
}
