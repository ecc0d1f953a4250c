import { type JSX, render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formaterNombre } from '#core/texte.ts';
import { depuisJson } from '#modules/territoire/moteur/scenario.ts';
import { BORNES, CIVIDIS } from '../constants.ts';
import { libelleGenre } from '../labels.ts';
import { ecrireGeste, GENRES, type Genre, type GesteImagine, jouer } from '../moteur/et-si.ts';
import { classeDe } from '../rules.ts';
import { type DonneesEtSi, phraseEffet } from '../view.ts';

/** The map drawn by the server takes the colours of what is imagined. */
function peindre(origines: readonly string[], valeurs: readonly number[]): void {
  for (const [i, code] of origines.entries()) {
    for (const forme of document.querySelectorAll(`[data-carte-et-si] [data-commune="${code}"]`)) forme.setAttribute('fill', CIVIDIS[classeDe(valeurs[i] ?? 0, BORNES.apl)] ?? '');
  }
}

const lireGenre = (v: string): Genre => GENRES.find((g) => g === v) ?? 'part';

function EtSi({ d }: { d: DonneesEtSi }): JSX.Element {
  const scenario = useMemo(() => depuisJson(d.scenario), [d]);
  const [essai, changer] = useState<GesteImagine>({ commune: d.lieux[0]?.code ?? '', genre: 's_installe', etp: 0 });
  const depart = useMemo(() => jouer({ scenario, destinations: d.destinations }, []), [scenario]);
  const effet = useMemo(() => jouer({ scenario, destinations: d.destinations }, essai.etp > 0 ? [...d.gestes, essai] : d.gestes), [scenario, essai]);
  peindre(d.origines, effet.valeurs);
  return (
    <form method="get" class="carte grid gap-4 p-5" data-turbo="false">
      {d.gestes.map((g) => <input key={ecrireGeste(g)} type="hidden" name="g" value={ecrireGeste(g)} />)}
      {essai.etp > 0 && <input type="hidden" name="g" value={ecrireGeste(essai)} />}
      <div class="flex flex-wrap gap-4">
        <label class="grow basis-56"><span class="mb-1 block font-semibold">Dans quelle commune</span>
          <select class="select" value={essai.commune} onChange={(e) => changer({ ...essai, commune: e.currentTarget.value })}>{d.lieux.map((l) => <option key={l.code} value={l.code}>{l.nom}</option>)}</select>
        </label>
        <label class="grow basis-56"><span class="mb-1 block font-semibold">Que se passe-t-il</span>
          <select class="select" value={essai.genre} onChange={(e) => changer({ ...essai, genre: lireGenre(e.currentTarget.value) })}>{GENRES.map((g) => <option key={g} value={g}>{libelleGenre[g]}</option>)}</select>
        </label>
      </div>
      <label><span class="mb-1 block font-semibold">Combien : {formaterNombre(essai.etp)} équivalent{essai.etp >= 2 ? 's' : ''} temps plein</span>
        <input class="w-full max-w-lg accent-primary" type="range" min="0" max="10" step="0.5" value={essai.etp} onInput={(e) => changer({ ...essai, etp: Number(e.currentTarget.value) })} />
      </label>
      <p role="status" class="text-lg font-semibold">{phraseEffet(depart.avant, effet.apres)}</p>
      <p><button class="btn btn-primary" type="submit" disabled={essai.etp === 0}>Garder ce geste</button></p>
    </form>
  );
}

/** Replaces the plain form: the map and the count follow the slider. */
export function monter(element: HTMLElement, donnees: DonneesEtSi): () => void {
  render(<EtSi d={donnees} />, element);
  return () => render(null, element);
}
