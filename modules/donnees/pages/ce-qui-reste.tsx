import type { JSX } from 'preact';
import { Depliant } from '#web/composants/encadre.tsx';
import { CE_QUI_RESTE } from '../constants.ts';

/** What an erasure leaves, with its text and what nobody has verified yet. */
export const CeQuiReste = (): JSX.Element => (
  <Depliant titre="Ce qu’un effacement laisse, et pourquoi">
    <ul class="grid max-w-texte gap-3">{CE_QUI_RESTE.map((r) => <li key={r.quoi}><span class="font-semibold">{r.quoi}</span> : {r.pourquoi}, {r.duree}.<span class="block text-sm text-douce">{r.source}</span></li>)}</ul>
  </Depliant>
);
