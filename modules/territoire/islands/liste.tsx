import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { accord, formaterNombre } from '#core/texte.ts';
import { Icone } from '#web/composants/icone.tsx';
import { nomDuGroupement } from '../labels.ts';
import type { Commune, Groupement } from '../model.ts';
import type { Fonds } from './fonds.ts';

export type Gestes = {
  readonly ajouter: (codes: readonly string[], geste: string) => void;
  readonly retirer: (codes: readonly string[], geste: string) => void;
};

/** One collator for all: `localeCompare` makes one per call, which shows with 300 names. */
const ordre = new Intl.Collator('fr');
export const parNom = (a: { readonly nom: string }, b: { readonly nom: string }): number => ordre.compare(a.nom, b.nom);

type Groupe = { readonly cle: string; readonly nom: string; readonly communes: readonly Commune[]; readonly groupement?: Groupement };

/** The chosen communes under the group people know them by: the EPT in Greater Paris, the EPCI elsewhere. */
function grouper(fonds: Fonds, communes: readonly Commune[]): readonly Groupe[] {
  const groupes = Map.groupBy(communes, (c) => c.ept ?? c.epci ?? '');
  return [...groupes]
    .map(([cle, liste]): Groupe => {
      const groupement = fonds.paquet.groupement(cle);
      return { cle, nom: groupement ? nomDuGroupement(groupement) : 'Sans intercommunalité', communes: [...liste].sort(parNom), ...(groupement && { groupement }) };
    })
    .sort((a, b) => b.communes.length - a.communes.length || parNom(a, b));
}

const PETIT = 'inline-flex min-h-8 items-center gap-1 rounded-md px-2 text-sm text-lien hover:bg-base-200';

function LigneChoisie({ c, estSiege, retirer }: { readonly c: Commune; readonly estSiege: boolean; readonly retirer: Gestes['retirer'] }): JSX.Element {
  return (
    <li class="flex items-center gap-2 rounded-md hover:bg-base-200">
      <span class="min-w-0 grow truncate py-1 pl-1">{c.nom}{estSiege && <span class="ml-2 rounded bg-teinte px-1.5 text-xs font-semibold text-teinte-texte">siège</span>}</span>
      <span class="chiffres text-sm text-douce">{c.population === undefined ? 'inconnue' : formaterNombre(c.population)}</span>
      <button type="button" class="grid size-9 shrink-0 place-items-center rounded-md text-douce hover:text-error" aria-label={`Retirer ${c.nom}`} onClick={() => retirer([c.code], `${c.nom} retirée`)}><Icone nom="x" taille={17} /></button>
    </li>
  );
}

function UnGroupe({ groupe, siege, gestes }: { readonly groupe: Groupe; readonly siege: string; readonly gestes: Gestes }): JSX.Element {
  const { communes, groupement, nom } = groupe;
  const codes = communes.map((c) => c.code);
  // A city is there by its arrondissements.
  const presentes = new Set<string>(communes.flatMap((c) => (c.ville ? [c.code, c.ville] : [c.code])));
  const manque = groupement ? groupement.membres.filter((m) => !presentes.has(m)) : [];
  const population = communes.reduce((s, c) => s + (c.population ?? 0), 0);
  // The same lines are the same nodes: a click in one group leaves the others as they are.
  const lignes = useMemo(() => <ul>{communes.map((c) => <LigneChoisie key={c.code} c={c} estSiege={c.code === siege} retirer={gestes.retirer} />)}</ul>, [codes.join(), communes.some((c) => c.code === siege) ? siege : '']);
  return (
    <li class="border-t border-base-300 py-2 first:border-t-0">
      <div class="flex flex-wrap items-baseline justify-between gap-x-3">
        <p class="font-semibold">{nom}</p>
        <p class="chiffres text-sm text-douce">{groupement && manque.length > 0 ? `${communes.length} sur ${accord(groupement.membres.length, 'commune')}` : accord(communes.length, 'commune')}, {formaterNombre(population)}{'\u00a0'}hab.</p>
      </div>
      <p class="-ml-2">
        {manque.length > 0 && <button type="button" class={PETIT} onClick={() => gestes.ajouter(manque, `${nom} complétée`)}><Icone nom="plus" taille={15} />{manque.length > 1 ? `Prendre les ${formaterNombre(manque.length)} autres` : 'Prendre la dernière'}</button>}
        <button type="button" class={PETIT} onClick={() => gestes.retirer(codes, `${nom} retirée`)}><Icone nom="minus" taille={15} />Retirer tout</button>
      </p>
      {lignes}
    </li>
  );
}
/** The chosen communes, group by group. */
export function ListeChoisie({ fonds, communes, siege, gestes }: { readonly fonds: Fonds; readonly communes: readonly Commune[]; readonly siege: string; readonly gestes: Gestes }): JSX.Element {
  if (communes.length === 0) return <p class="rounded-box border border-dashed border-bord px-4 py-6 text-center text-douce">Cliquez une commune sur la carte, entourez-en plusieurs au lasso, ou cherchez-la par son nom.</p>;
  return <ul>{grouper(fonds, communes).map((g) => <UnGroupe key={g.cle} groupe={g} siege={siege} gestes={gestes} />)}</ul>;
}

type Filtre = { readonly fonds: Fonds; readonly departements: readonly { readonly code: string; readonly nom: string }[]; readonly montrer: (departement: string) => Promise<void>; readonly gestes: Gestes };

/** A département to look at, and its groups of communes to take at once. */
export function Filtres({ fonds, departements, montrer, gestes }: Filtre): JSX.Element {
  const [departement, choisir] = useState('');
  const [siren, viser] = useState('');
  const groupements = [...fonds.groupementsDe(departement)].sort((a, b) => ordre.compare(nomDuGroupement(a), nomDuGroupement(b)));
  const prendre = (): void => {
    const g = fonds.paquet.groupement(siren);
    if (g) gestes.ajouter(g.membres, `${nomDuGroupement(g)} : ${accord(g.membres.length, 'commune ajoutée', 'communes ajoutées')}`);
  };
  return (
    <div class="mt-3 grid gap-3">
      <label class="block">
        <span class="mb-1 block text-sm text-douce">Montrer un département</span>
        <select class="select w-full" value={departement} onChange={(e) => { const d = e.currentTarget.value; viser(''); void montrer(d).then(() => choisir(d)); }}>
          <option value="">Choisir…</option>
          {departements.map((d) => <option key={d.code} value={d.code}>{d.code} {d.nom}</option>)}
        </select>
      </label>
      {groupements.length > 0 && (
        <div class="flex items-end gap-2">
          <label class="block min-w-0 grow">
            <span class="mb-1 block text-sm text-douce">Une intercommunalité entière</span>
            <select class="select w-full" value={siren} onChange={(e) => viser(e.currentTarget.value)}>
              <option value="">Choisir…</option>
              {groupements.map((g) => <option key={g.siren} value={g.siren}>{nomDuGroupement(g)} ({g.membres.length})</option>)}
            </select>
          </label>
          <button type="button" class="btn shrink-0" disabled={siren === ''} onClick={prendre}>Ajouter</button>
        </div>
      )}
    </div>
  );
}
