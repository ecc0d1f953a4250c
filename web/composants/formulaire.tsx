import type { ComponentChildren, JSX } from 'preact';
import { JetonContexte, SaisieContexte } from '../contextes.ts';
import { Icone } from './icone.tsx';

type Erreurs = Readonly<Record<string, string | readonly string[]>>;

export type ProprietesFormulaire = {
  action: string;
  methode?: 'post' | 'get';
  /** Errors by field name; the key `''` holds what concerns the whole form. */
  erreurs?: Erreurs;
  /** What the person typed, given back after a refusal. */
  valeurs?: Readonly<Record<string, unknown>>;
  /** Version read, for optimistic locking. */
  version?: number | string;
  /** Prefix of ids when several forms of a page share field names. */
  prefixe?: string;
  /** `multipart/form-data` when a file is sent. */
  fichiers?: boolean;
  /** Keeps a draft in the browser under this key until the form is sent. */
  brouillon?: string;
  /** While the person writes here, the browser says so at this address, and says when they leave. `tenue`: already taken. */
  battement?: { readonly action: string; readonly tenue: boolean };
  id?: string;
  class?: string;
  children?: ComponentChildren;
};

export const premiere = (e: string | readonly string[] | undefined): string | undefined => (typeof e === 'string' ? e : e?.[0]);
export const idChamp = (prefixe: string, nom: string): string => `${prefixe}champ-${nom.replace(/[^\w-]/g, '-')}`;

function ResumeErreurs({ erreurs, prefixe }: { erreurs: Erreurs; prefixe: string }): JSX.Element | null {
  const lignes = Object.entries(erreurs).flatMap(([nom, e]) => {
    const texte = premiere(e);
    return texte ? [{ nom, texte }] : [];
  });
  if (lignes.length === 0) return null;
  return (
    <div class="encadre mb-6 max-w-texte rounded-md bg-refus px-4 py-3 text-refus-texte" role="alert" tabIndex={-1} data-resume-erreurs>
      <p class="flex items-center gap-2 font-semibold">
        <Icone nom="circle-alert" />
        {lignes.length === 1 ? 'Une réponse est à revoir' : `${lignes.length} réponses sont à revoir`}
      </p>
      <ul class="mt-1 grid gap-1 pl-7">
        {lignes.map(({ nom, texte }) => (
          <li key={nom}>{nom === '' ? texte : <a class="underline underline-offset-4" href={`#${idChamp(prefixe, nom)}`}>{texte}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

/** A form with its CSRF token; after a refusal it says what is wrong, links to each field and gives back what was typed. */
export function Formulaire({ action, methode = 'post', erreurs = {}, valeurs = {}, version, prefixe = '', fichiers, brouillon, battement, id, class: classe, children }: ProprietesFormulaire): JSX.Element {
  return (
    <SaisieContexte.Provider value={{ valeurs, erreurs, prefixe }}>
      <form
        method={methode}
        action={action}
        noValidate
        {...(id ? { id } : {})}
        {...(classe ? { class: classe } : {})}
        {...(fichiers ? { enctype: 'multipart/form-data' as const } : {})}
        {...(brouillon ? { 'data-brouillon': brouillon } : {})}
        {...(battement ? { 'data-battement': battement.action, ...(battement.tenue ? { 'data-tenue': '' } : {}) } : {})}
      >
        {methode === 'post' && <JetonContexte.Consumer>{(jeton) => <input type="hidden" name="jeton" value={jeton} />}</JetonContexte.Consumer>}
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <ResumeErreurs erreurs={erreurs} prefixe={prefixe} />
        {children}
      </form>
    </SaisieContexte.Provider>
  );
}
