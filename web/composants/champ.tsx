import type { ComponentChildren, JSX } from 'preact';
import { SaisieContexte, type SaisieEnCours } from '../contextes.ts';
import { idChamp, premiere } from './formulaire.tsx';
import { Icone } from './icone.tsx';

export type ProprietesChamp = {
  nom: string;
  libelle: string;
  aide?: ComponentChildren;
  /** Where a pre-filled value comes from: "Répertoire Sirene, 3 novembre 2026". */
  source?: string;
  erreur?: string;
  valeur?: string | number | undefined;
  facultatif?: boolean;
};

type Habillage = ProprietesChamp & { children: (c: { id: string; valeur: string; attributs: Record<string, unknown>; erreur: string | undefined }) => JSX.Element };

const texteDe = (v: unknown): string => (typeof v === 'string' || typeof v === 'number' ? String(v) : '');

/** Ids, described-by and the value typed: shared by every kind of field. */
export function descriptionDe(saisie: SaisieEnCours, p: ProprietesChamp): { id: string; valeur: string; erreur: string | undefined; attributs: Record<string, unknown> } {
  const id = idChamp(saisie.prefixe, p.nom);
  const erreur = p.erreur ?? premiere(saisie.erreurs[p.nom]);
  const decrit = [p.aide ? `${id}-aide` : '', p.source ? `${id}-source` : '', erreur ? `${id}-erreur` : ''].filter(Boolean).join(' ');
  const attributs: Record<string, unknown> = { id, name: p.nom };
  if (decrit) attributs['aria-describedby'] = decrit;
  if (erreur) attributs['aria-invalid'] = 'true';
  if (!p.facultatif) attributs['aria-required'] = 'true';
  const saisi = saisie.valeurs[p.nom];
  return { id, erreur, attributs, valeur: texteDe(saisi === undefined ? p.valeur : saisi) };
}

export function Erreur({ id, texte }: { id: string; texte: string }): JSX.Element {
  return (
    <p id={`${id}-erreur`} class="mt-1.5 flex gap-1.5 text-sm font-semibold text-error">
      <Icone nom="circle-alert" taille={18} class="mt-px" />
      <span><span class="sr-only">Erreur : </span>{texte}</span>
    </p>
  );
}

/** Label above, help under the label, field, then source and error. */
export function Habillage(p: Habillage): JSX.Element {
  return (
    <SaisieContexte.Consumer>
      {(saisie) => {
        const d = descriptionDe(saisie, p);
        return (
          <div class="mb-5 max-w-texte">
            <label class="mb-1 block font-semibold" for={d.id}>
              {p.libelle}
              {p.facultatif && <span class="facultatif font-normal text-douce"> (facultatif)</span>}
            </label>
            {p.aide && <p id={`${d.id}-aide`} class="mb-1.5 text-sm text-douce">{p.aide}</p>}
            {p.children(d)}
            {p.source && (
              <p id={`${d.id}-source`} class="mt-1 flex gap-1.5 text-sm text-douce">
                <Icone nom="link" taille={16} class="mt-1" />
                <span>Repris de : {p.source}</span>
              </p>
            )}
            {d.erreur && <Erreur id={d.id} texte={d.erreur} />}
          </div>
        );
      }}
    </SaisieContexte.Consumer>
  );
}

type TypeChamp = 'text' | 'email' | 'tel' | 'url' | 'search' | 'password';
type ProprietesTexte = ProprietesChamp & { type?: TypeChamp; autocompletion?: string; clavier?: 'numeric' | 'decimal'; suffixe?: string; maximum?: number; court?: boolean };

/** One line of text. `suffixe` is the unit ("€", "habitants"). */
export function Champ({ type = 'text', autocompletion, clavier, suffixe, maximum, court, ...p }: ProprietesTexte): JSX.Element {
  return (
    <Habillage {...p}>
      {({ valeur, attributs }) => {
        const tous: Record<string, unknown> = { ...attributs, type, autocomplete: autocompletion, inputmode: clavier, maxLength: maximum };
        const champ = <input class={`input ${court ? 'max-w-48' : ''}`} value={valeur} {...tous} />;
        return suffixe ? <span class="flex items-center gap-2">{champ}<span class="shrink-0 text-douce">{suffixe}</span></span> : champ;
      }}
    </Habillage>
  );
}

/** Several lines of text. */
export function ZoneTexte({ lignes = 5, maximum, ...p }: ProprietesChamp & { lignes?: number; maximum?: number }): JSX.Element {
  return (
    <Habillage {...p}>
      {({ valeur, attributs }) => (
        <textarea class="textarea" rows={lignes} {...(maximum ? { maxLength: maximum } : {})} {...attributs}>
          {valeur}
        </textarea>
      )}
    </Habillage>
  );
}

/** `2026-03-12` → `12/03/2026`; what was typed and is not a day stays as typed. */
export const jourTape = (valeur: string): string => valeur.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

/** A day, typed `12/03/2026` or picked: the button beside it opens the browser's calendar when there is script. */
export function ChampJour({ aide = 'Par exemple : 12/03/2026', ...p }: ProprietesChamp): JSX.Element {
  return (
    <Habillage {...p} aide={aide}>
      {({ valeur, attributs }) => (
        <span class="flex items-center gap-2" data-champ-jour>
          <input class="input chiffres max-w-40" type="text" inputmode="numeric" autocomplete="off" placeholder="jj/mm/aaaa" value={jourTape(valeur)} {...attributs} />
        </span>
      )}
    </Habillage>
  );
}

/** An hour of the day, `12 h 30`, typed `12:30` or `12h30`. */
export function ChampHeure({ aide = 'Par exemple : 12 h 30', ...p }: ProprietesChamp): JSX.Element {
  return (
    <Habillage {...p} aide={aide}>
      {({ valeur, attributs }) => (
        <input class="input chiffres max-w-32" type="text" inputmode="numeric" autocomplete="off" placeholder="hh h mm" value={valeur.replace(/^(\d{1,2}):(\d{2})$/, '$1\u00a0h\u00a0$2')} {...attributs} />
      )}
    </Habillage>
  );
}

/** One choice among a few known ones, as a native list. */
export function Choix({ options, vide, ...p }: ProprietesChamp & { options: readonly { valeur: string; libelle: string }[]; vide?: string }): JSX.Element {
  return (
    <Habillage {...p}>
      {({ valeur, attributs }) => (
        <select class="select" {...attributs}>
          {vide !== undefined && <option value="">{vide}</option>}
          {options.map((o) => (
            <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>{o.libelle}</option>
          ))}
        </select>
      )}
    </Habillage>
  );
}
