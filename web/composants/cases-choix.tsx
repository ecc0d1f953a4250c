import type { ComponentChildren, JSX } from 'preact';
import { SaisieContexte } from '../contextes.ts';
import { descriptionDe, Erreur, type ProprietesChamp } from './champ.tsx';

export type OptionChoix = { valeur: string; libelle: string; detail?: ComponentChildren; inactif?: boolean };

type Proprietes = Omit<ProprietesChamp, 'valeur'> & {
  options: readonly OptionChoix[];
  multiple?: boolean;
  valeur?: string | readonly string[];
  /** Two columns when there is room, for short choices. */
  deuxColonnes?: boolean;
};

const valeursDe = (v: unknown): string[] => (Array.isArray(v) ? v.map(String) : typeof v === 'string' ? [v] : []);

function Carte({ o, nom, id, multiple, coche }: { o: OptionChoix; nom: string; id: string; multiple: boolean; coche: boolean }): JSX.Element {
  const idDetail = `${id}-detail`;
  return (
    <label class="carte flex min-h-12 cursor-pointer items-start gap-3 px-4 py-3 hover:border-bord has-checked:border-primary has-checked:bg-teinte has-checked:text-teinte-texte has-disabled:cursor-not-allowed has-disabled:opacity-60" for={id}>
      <input
        id={id}
        class={`mt-0.5 ${multiple ? 'checkbox' : 'radio'}`}
        name={nom}
        value={o.valeur}
        checked={coche}
        disabled={o.inactif === true}
        {...{ type: multiple ? 'checkbox' : 'radio', ...(o.detail ? { 'aria-describedby': idDetail } : {}) }}
      />
      <span class="min-w-0">
        <span class="font-semibold">{o.libelle}</span>
        {o.detail && <span id={idDetail} class="block text-sm">{o.detail}</span>}
      </span>
    </label>
  );
}

/** Choices as cards: one (`radio`) or several. The whole card is the target. */
export function CasesChoix({ options, multiple = false, deuxColonnes, valeur, ...p }: Proprietes): JSX.Element {
  return (
    <SaisieContexte.Consumer>
      {(saisie) => {
        const d = descriptionDe(saisie, { ...p, valeur: undefined });
        const choisies = valeursDe(saisie.valeurs[p.nom] ?? valeur);
        const decrit = d.attributs['aria-describedby'];
        return (
          <fieldset class="mb-5 max-w-texte" id={d.id} tabIndex={-1} {...(typeof decrit === 'string' ? { 'aria-describedby': decrit } : {})}>
            <legend class="mb-1 font-semibold">
              {p.libelle}
              {p.facultatif && <span class="font-normal text-douce"> (facultatif)</span>}
            </legend>
            {p.aide && <p id={`${d.id}-aide`} class="mb-2 text-sm text-douce">{p.aide}</p>}
            <div class={`grid gap-2 ${deuxColonnes ? 'sm:grid-cols-2' : ''}`}>
              {options.map((o, i) => (
                <Carte key={o.valeur} o={o} nom={p.nom} id={`${d.id}-${i}`} multiple={multiple} coche={choisies.includes(o.valeur)} />
              ))}
            </div>
            {p.source && <p id={`${d.id}-source`} class="mt-1 text-sm text-douce">Repris de : {p.source}</p>}
            {d.erreur && <Erreur id={d.id} texte={d.erreur} />}
          </fieldset>
        );
      }}
    </SaisieContexte.Consumer>
  );
}

/** One box that says yes. */
export function CaseUnique({ nom, libelle, coche, aide }: { nom: string; libelle: ComponentChildren; coche?: boolean; aide?: ComponentChildren }): JSX.Element {
  return (
    <SaisieContexte.Consumer>
      {(saisie) => {
        const d = descriptionDe(saisie, { nom, libelle: '', aide, facultatif: true });
        const { id: _id, name: _nom, ...reste } = d.attributs;
        const saisi = saisie.valeurs[nom];
        return (
          <div class="mb-5 max-w-texte">
            <label class="flex min-h-11 cursor-pointer items-start gap-3 py-1.5" for={d.id}>
              <input id={d.id} class="checkbox mt-0.5" type="checkbox" name={nom} value="oui" checked={saisi === undefined ? coche === true : saisi !== ''} {...reste} />
              <span>{libelle}</span>
            </label>
            {aide && <p id={`${d.id}-aide`} class="pl-9 text-sm text-douce">{aide}</p>}
            {d.erreur && <Erreur id={d.id} texte={d.erreur} />}
          </div>
        );
      }}
    </SaisieContexte.Consumer>
  );
}
