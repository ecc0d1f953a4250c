import type { JSX } from 'preact';
import { Habillage, type ProprietesChamp } from './champ.tsx';

/**
 * One among many. A native list without script; with script, the person types to narrow it.
 * `recherche` is an address that answers `?q=` with `[{ valeur, libelle, detail? }]` when the whole list is too long to send.
 */
export function Combobox({ options, vide = 'Choisir…', recherche, ...p }: ProprietesChamp & { options: readonly { valeur: string; libelle: string }[]; vide?: string; recherche?: string }): JSX.Element {
  return (
    <Habillage {...p}>
      {({ valeur, attributs }) => (
        <select class="select" data-combobox {...(recherche ? { 'data-recherche': recherche } : {})} {...attributs}>
          <option value="">{vide}</option>
          {options.map((o) => (
            <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>{o.libelle}</option>
          ))}
        </select>
      )}
    </Habillage>
  );
}
