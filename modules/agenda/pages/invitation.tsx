import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueInvitation } from '../view-reunions.ts';

const CHOIX = [['acceptee', 'Je viens'], ['provisoire', 'Peut-être'], ['refusee', 'Je ne viens pas']] as const;

/** What the absent read in two minutes, and nothing that was not recorded. */
export function EnDeuxMinutes({ r }: { r: NonNullable<VueInvitation['rattrapage']> }): JSX.Element {
  return (
    <Section titre="En deux minutes" id="rattrapage" phrase={r.phrases.join(' ')}>
      <div class="max-w-texte">
        {r.mesTaches.length > 0 && <Encadre ton="attention" titre="Pour vous"><ul class="list-disc pl-5">{r.mesTaches.map((t) => <li key={t}>{t}</li>)}</ul></Encadre>}
        {r.decisions.length > 0 && <ul class="mb-4 list-disc pl-5">{r.decisions.map((d) => <li key={d}>{d}</li>)}</ul>}
        {r.points.map((p) => <div key={p.titre} class="mb-3"><h3>{p.titre}</h3>{p.notes && <p class="whitespace-pre-line">{p.notes}</p>}</div>)}
        {r.coupe && <p class="text-douce">La suite est dans le compte rendu.</p>}
      </div>
    </Section>
  );
}

/** What coming would pay, then the three answers. */
const Repondre = ({ vue }: { vue: VueInvitation }): JSX.Element => (
  <>
    {vue.paie !== '' && <p class="mb-3 max-w-texte"><span class="font-semibold">Ce que cela vous paierait.</span> {vue.paie}</p>}
    <Formulaire action={vue.action} class="mb-6">
      <div class="reponse-boutons max-w-md" role="group" aria-label="Votre réponse">{CHOIX.map(([v, mot]) => <button key={v} type="submit" name="reponse" value={v} aria-pressed={vue.reponse === v}>{mot}</button>)}</div>
    </Formulaire>
  </>
);

/** The page of one's own invitation link, on a phone, without signing in. */
export function PageInvitation({ vue }: { vue: VueInvitation }): JSX.Element {
  return (
    <>
      <TitrePage chez={vue.chez} titre={vue.titre} phrase={`${vue.quand.charAt(0).toUpperCase()}${vue.quand.slice(1)}. ${vue.phrase}`}>
        {(vue.lieu || vue.visio) && <p class="mt-2 flex flex-wrap gap-3">{vue.lieu && <span>{vue.lieu}</span>}{vue.visio && <a class="text-lien underline underline-offset-4" href={vue.visio} rel="noreferrer">Rejoindre à distance</a>}</p>}
      </TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.deplacement && <Encadre titre="Réunion déplacée">{vue.deplacement}</Encadre>}
      {vue.pointer && <Formulaire action={vue.action} class="mb-6"><input type="hidden" name="presence" value="presente" /><Bouton variante="primaire" icone="check" class="min-h-14 max-sm:w-full">Je suis là</Bouton></Formulaire>}
      {vue.repondre && <Repondre vue={vue} />}
      {vue.rattrapage && <EnDeuxMinutes r={vue.rattrapage} />}
      {vue.points.length > 0 && <Section titre="Ordre du jour"><ol class="max-w-texte list-decimal pl-5">{vue.points.map((p) => <li key={p}>{p}</li>)}</ol></Section>}
      {vue.documents.length > 0 && <Section titre="Documents"><ul class="grid max-w-texte gap-1">{vue.documents.map((d) => <li key={d.href}><a class="break-words text-lien underline underline-offset-4" href={d.href} data-turbo="false">{d.nom}</a></li>)}</ul></Section>}
    </>
  );
}
