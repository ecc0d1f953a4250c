import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formaterNombre } from '#core/texte.ts';
import { Icone } from '#web/composants/icone.tsx';

export type Trouvee = { readonly code: string; readonly nom: string; readonly departement: string; readonly population: number | null; readonly groupement: string; readonly ancienne?: string };

const ATTENTE_MS = 140;

type Props = { readonly base: string; readonly choisies: ReadonlySet<string>; readonly prendre: (t: Trouvee) => void };

function Ligne({ t, dedans, active, prendre }: { readonly t: Trouvee; readonly dedans: boolean; readonly active: boolean; readonly prendre: () => void }): JSX.Element {
  return (
    <div id={`trouvee-${t.code}`} role="option" tabIndex={-1} aria-selected={active} class={`flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 ${active ? 'bg-base-200' : 'hover:bg-base-200'}`} onPointerDown={(e) => e.preventDefault()} onClick={prendre} onKeyDown={(e) => { if (e.key === 'Enter') prendre(); }}>
      <Icone nom={dedans ? 'check' : 'plus'} taille={18} class={dedans ? 'text-primary' : 'text-douce'} />
      <span class="min-w-0">
        <span class="font-semibold">{t.nom}</span> <span class="text-douce">({t.departement})</span>
        <span class="block truncate text-sm text-douce">
          {t.ancienne && `comprend ${t.ancienne} · `}{t.population === null ? 'population inconnue' : `${formaterNombre(t.population)}\u00a0hab.`} · {t.groupement}{dedans && ' · déjà dans le territoire'}
        </span>
      </span>
    </div>
  );
}

/** Search of a commune as one types; Enter takes the first one. */
export function Recherche({ base, choisies, prendre }: Props): JSX.Element {
  const [texte, changer] = useState('');
  const [trouvees, recevoir] = useState<readonly Trouvee[]>([]);
  const [rang, viser] = useState(0);
  const [etat, dire] = useState<'repos' | 'vide' | 'panne'>('repos');
  const champ = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (texte.trim().length < 2) {
      recevoir([]);
      dire('repos');
      return;
    }
    const arret = new AbortController();
    const minuterie = setTimeout(() => {
      fetch(`${base}/territoire/chercher?q=${encodeURIComponent(texte.slice(0, 200))}`, { signal: arret.signal })
        .then((r) => r.json())
        .then((liste: readonly Trouvee[]) => { recevoir(liste); viser(0); dire(liste.length === 0 ? 'vide' : 'repos'); })
        .catch(() => { if (!arret.signal.aborted) dire('panne'); });
    }, ATTENTE_MS);
    return () => { clearTimeout(minuterie); arret.abort(); };
  }, [texte]);

  const choisir = (t: Trouvee | undefined): void => {
    if (!t) return;
    prendre(t);
    changer('');
    recevoir([]);
    champ.current?.focus();
  };
  const frapper = (e: KeyboardEvent): void => {
    if (e.key === 'ArrowDown') viser((r) => Math.min(r + 1, trouvees.length - 1));
    else if (e.key === 'ArrowUp') viser((r) => Math.max(r - 1, 0));
    else if (e.key === 'Enter') choisir(trouvees[rang]);
    else if (e.key === 'Escape') changer('');
    else return;
    e.preventDefault();
  };
  const active = trouvees[rang];
  return (
    <div class="relative">
      <label class="block">
      <span class="mb-1 block font-semibold">Ajouter une commune</span>
      <input
        id="chercher-commune" ref={champ} class="input w-full" type="search" autocomplete="off" placeholder="Nom, code postal ou code INSEE" value={texte} maxLength={200}
        role="combobox" list={undefined} aria-expanded={trouvees.length > 0} aria-controls="communes-trouvees" aria-autocomplete="list" {...(active ? { 'aria-activedescendant': `trouvee-${active.code}` } : {})}
        onInput={(e) => changer(e.currentTarget.value)} onKeyDown={frapper} onBlur={() => setTimeout(() => recevoir([]), 150)}
      />
      </label>
      <div id="communes-trouvees" role="listbox" aria-label="Communes trouvées" class={trouvees.length > 0 ? 'flottant absolute inset-x-0 top-full z-30 mt-1 max-h-96 overflow-y-auto p-1.5' : 'hidden'}>
        {trouvees.map((t, i) => <Ligne key={t.code} t={t} dedans={choisies.has(t.code)} active={i === rang} prendre={() => choisir(t)} />)}
      </div>
      <p class="mt-1 text-sm text-douce empty:hidden" role="status">
        {etat === 'vide' && `Aucune commune ne ressemble à « ${texte.slice(0, 40)} ».`}
        {etat === 'panne' && 'La connexion est perdue. Votre sélection est gardée ; réessayez dans un instant.'}
      </p>
    </div>
  );
}
