import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { accord, formaterNombre } from '#core/texte.ts';
import { Icone } from '#web/composants/icone.tsx';
import { CLASSES_DE_TAILLE } from '../constants.ts';
import { libelleClasse } from '../labels.ts';
import { Avertissements } from '../pages/avertissements.tsx';
import type { Resume } from '../rules.ts';
import { phraseEcart } from '../view.ts';

const BOUT = 230_000;
const classes = CLASSES_DE_TAILLE.at(-1)?.classes ?? [];
const abscisse = (habitants: number): number => (100 * Math.min(habitants, BOUT)) / BOUT;

/** The four sizes on one scale (the middle boundary goes unnamed where two would touch), and where the territory stands: seeing a boundary come near says more than a figure. */
function EchelleTailles({ population, taille }: { readonly population: number; readonly taille: number }): JSX.Element {
  return (
    <div class="relative pb-5" aria-hidden="true">
      <svg class="trace block h-6 w-full text-primary" viewBox="0 0 100 9" preserveAspectRatio="none">
        {classes.map((c) => {
          const [debut, fin] = [abscisse(c.min), abscisse(Math.min(c.max, BOUT))];
          return <rect key={c.taille} x={debut + 0.25} y="2.5" width={fin - debut - 0.5} height="4" fill={c.taille === taille ? 'var(--couleur-teinte)' : 'var(--color-base-300)'} />;
        })}
        <rect x="0.25" y="2.5" width={Math.max(0, abscisse(population) - 0.25)} height="4" fill="currentColor" opacity="0.85" />
        <rect x={abscisse(population) - 0.3} y="0" width="0.6" height="9" fill="currentColor" />
      </svg>
      {classes.slice(1).map((c) => (
        <span key={c.taille} class={`chiffres absolute bottom-0 -translate-x-1/2 text-xs whitespace-nowrap text-douce ${c.taille === 3 ? '@max-2xs:hidden' : ''}`} style={{ left: `${abscisse(c.min)}%` }}>{formaterNombre(c.taille === 4 ? c.min - 1 : c.min)}</span>
      ))}
    </div>
  );
}

function Pourquoi({ resume }: { readonly resume: Resume }): JSX.Element {
  return (
    <div class="max-w-texte py-3">
      <p>La taille suit la population municipale ; elle fixe les montants du contrat. <span class="chiffres">{phraseEcart(resume.population, resume.classe)}.</span></p>
      <ul class="my-2">
        {classes.map((c) => <li key={c.taille} class={c.taille === resume.classe.taille ? 'font-semibold' : 'text-douce'}>Taille {c.taille} : {libelleClasse(c)}</li>)}
      </ul>
      <p class="text-sm text-douce">{resume.texteDesClasses}. De quel côté tombent exactement 40{'\u202f'}000, 80{'\u202f'}000 et 175{'\u202f'}000 habitants n’est pas sourcé.</p>
    </div>
  );
}

type Props = {
  readonly resume: Resume | undefined;
  readonly change: boolean;
  readonly peutAnnuler: boolean;
  readonly peutRetablir: boolean;
  readonly annuler: () => void;
  readonly retablir: () => void;
  readonly enregistrer: JSX.Element;
};

const BOUTON = 'btn btn-ghost';

/** Always in sight: how many communes, how many people, which size, what to know, the way back, and the one gesture that saves. */
export function Barre({ resume, change, peutAnnuler, peutRetablir, annuler, retablir, enregistrer }: Props): JSX.Element {
  const [ouvert, ouvrir] = useState<'rien' | 'pourquoi' | 'avertissements'>('rien');
  const bascule = (quoi: 'pourquoi' | 'avertissements'): void => ouvrir((o) => (o === quoi ? 'rien' : quoi));
  const alertes = resume?.avertissements ?? [];
  return (
    <section class="sticky bottom-16 z-20 -mx-4 mt-4 border-t border-base-300 bg-base-100 px-4 pt-2 pb-2 lg:bottom-0 lg:mx-0 lg:px-0" aria-label="Le territoire en chiffres">
      {ouvert === 'pourquoi' && resume && <Pourquoi resume={resume} />}
      {ouvert === 'avertissements' && <div class="max-h-[40vh] overflow-y-auto py-3"><Avertissements liste={alertes} /></div>}
      <div class="grid items-center gap-x-6 gap-y-1 lg:grid-cols-[minmax(0,1fr)_auto] xl:grid-cols-[auto_minmax(0,1fr)_auto]">
        <p class="flex flex-wrap items-baseline gap-x-4 leading-tight xl:flex-nowrap xl:whitespace-nowrap" data-totaux>
          <span class="chiffres text-lg font-bold">{accord(resume?.communes.length ?? 0, 'commune')}</span>
          <span class="chiffres text-lg font-bold">{accord(resume?.population ?? 0, 'habitant')}</span>
          {resume && <button type="button" class="text-lg font-bold text-lien underline-offset-4 hover:underline" aria-expanded={ouvert === 'pourquoi'} onClick={() => bascule('pourquoi')}>taille {resume.classe.taille}<span class="sr-only"> : pourquoi ?</span></button>}
        </p>
        <div class="@container min-w-0 max-xl:hidden">
          {resume && <EchelleTailles population={resume.population} taille={resume.classe.taille} />}
        </div>
        <div class="flex flex-wrap items-center gap-1 whitespace-nowrap xl:flex-nowrap">
          {alertes.length > 0 && (
            <button type="button" class="inline-flex min-h-10 items-center gap-1.5 rounded-md bg-du px-3 font-semibold text-du-texte" aria-expanded={ouvert === 'avertissements'} onClick={() => bascule('avertissements')}>
              <Icone nom="triangle-alert" taille={17} />{formaterNombre(alertes.length)} à savoir
            </button>
          )}
          <button type="button" class={`${BOUTON} px-2`} disabled={!peutAnnuler} onClick={annuler} aria-keyshortcuts="Control+Z"><Icone nom="undo-2" taille={18} />Annuler</button>
          <button type="button" class={`${BOUTON} px-2 max-sm:hidden`} disabled={!peutRetablir} onClick={retablir} aria-keyshortcuts="Control+Shift+Z">Rétablir</button>
          <span class="ml-auto pl-1">{enregistrer}</span>
        </div>
      </div>
      {!change && resume && <p class="sr-only">Rien à enregistrer pour l’instant.</p>}
    </section>
  );
}
