import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { ManqueAFaire, VueLettre, VueSectionLue } from '../view.ts';

const ListeManques = ({ manques }: { manques: readonly ManqueAFaire[] }): JSX.Element => (
  <ul class="grid gap-2">
    {manques.map((m) => (
      <li key={m.href + m.phrase}>
        <a class="text-lien underline underline-offset-4" href={m.href}>{m.phrase}</a>
        <span class="block text-sm text-douce">{m.ou}</span>
      </li>
    ))}
  </ul>
);

function CeQuiManque({ vue }: { vue: VueLettre }): JSX.Element {
  return (
    <aside class="carte p-5 lg:sticky lg:top-20" aria-labelledby="ce-qui-manque">
      <h2 id="ce-qui-manque" class="mb-2 text-lg">Ce qui manque encore</h2>
      {vue.manques.length === 0 ? (
        <p class="flex gap-2"><Icone nom="circle-check" class="mt-0.5 text-primary" /> Rien : la lettre peut partir.</p>
      ) : (
        <ListeManques manques={vue.manques} />
      )}
      {vue.conseils.length > 0 && (
        <>
          <h3 class="mt-5 mb-2 text-base">Pour aller plus loin</h3>
          <ListeManques manques={vue.conseils} />
        </>
      )}
      <h3 class="mt-5 mb-2 text-base">Télécharger</h3>
      <p class="flex flex-wrap gap-2">
        <LienBouton petit telechargement icone="download" href={`${vue.base}/projet/lettre.docx`}>Word (.docx)</LienBouton>
        <LienBouton petit telechargement icone="download" href={`${vue.base}/projet/lettre.pdf`}>PDF</LienBouton>
      </p>
      {vue.manques.length > 0 && <p class="mt-2 text-sm text-douce">Le document dira qu’il s’agit d’une version de travail.</p>}
    </aside>
  );
}

/** The facts moved under the section: what changed, and the choice of the person. */
function Nouveaute({ s, vue }: { s: VueSectionLue; vue: VueLettre }): JSX.Element | null {
  if (s.nouveaute.cas === 'aucune') return null;
  const suivie = s.nouveaute.cas === 'suivie';
  return (
    <Encadre ton={suivie ? 'information' : 'attention'} titre={suivie ? 'Ce texte a suivi un changement' : 'Le territoire ou vos réponses ont changé depuis votre texte'}>
      <p>{suivie ? 'Il a été mis à jour avec le territoire ou les données.' : 'Votre texte est resté tel quel. Vérifiez qu’il est encore juste.'}</p>
      <Depliant titre="Voir ce qui a changé dans le texte proposé"><Diff avant={s.nouveaute.avant} apres={s.nouveaute.apres} /></Depliant>
      {vue.peutEcrire && (
        <p class="flex flex-wrap gap-2">
          <BoutonGeste petit action={`${s.href}/actualisation`} version={s.version}>{suivie ? 'J’ai vu ce changement' : 'Garder mon texte'}</BoutonGeste>
          {!suivie && <BoutonGeste petit action={`${s.href}/reprise`} version={s.version}>Reprendre le texte proposé</BoutonGeste>}
        </p>
      )}
    </Encadre>
  );
}

function UneSection({ s, vue }: { s: VueSectionLue; vue: VueLettre }): JSX.Element {
  return (
    <section id={s.cle} class="mb-10 scroll-mt-20" aria-labelledby={`titre-${s.cle}`}>
      <div class="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-base-300 pb-2">
        <h2 id={`titre-${s.cle}`}>{s.titre}</h2>
        <span class="hors-papier flex flex-wrap items-center gap-2">
          {s.manquent > 0 && <Badge ton="attente" icone="pen">à compléter</Badge>}
          {vue.commencee && <a class="inline-block py-1 text-sm text-lien underline underline-offset-4" href={`${s.href}/versions`}>Versions<span class="sr-only"> de « {s.titre} »</span></a>}
          {vue.peutEcrire && <LienBouton petit icone="pen" href={s.href}>Modifier<span class="sr-only"> « {s.titre} »</span></LienBouton>}
        </span>
      </div>
      <p class="hors-papier mb-4 text-sm text-douce">{s.redigee ? 'Texte écrit par une personne.' : 'Texte proposé : il suit le territoire et vos réponses.'}{s.enregistree && ` ${s.enregistree}.`}</p>
      <Nouveaute s={s} vue={vue} />
      <Blocs blocs={s.blocs} />
    </section>
  );
}

/** The letter as it reads today, and what it still lacks. */
export function PageLettre({ vue }: { vue: VueLettre }): JSX.Element {
  return (
    <>
      <TitrePage titre="Lettre d’intention" phrase={vue.phrase} {...(vue.suite ? { action: <LienBouton variante="primaire" icone="pen" href={vue.suite.href}>{vue.suite.libelle}</LienBouton> } : {})} />
      {vue.refus && <Encadre ton="refus" titre="La lettre n’a pas changé">{vue.refus}</Encadre>}
      {vue.lecture && <Encadre titre="Lecture seule">{vue.lecture}</Encadre>}
      {vue.sansTerritoire && (
        <div class="mb-8">
          <EtatVide titre="Composez d’abord le territoire" icone="map" action={<LienBouton icone="map" href={`${vue.base}/territoire`}>Aller au territoire</LienBouton>}>
            La lettre reprend ses communes, sa population, sa carte et ses premiers chiffres. Le reste peut s’écrire dès maintenant.
          </EtatVide>
        </div>
      )}
      {vue.avertissements.length > 0 && (
        <Encadre ton="attention" titre="À regarder avant d’envoyer">
          <ul class="list-disc pl-5">{vue.avertissements.map((a) => <li key={a}>{a}</li>)}</ul>
        </Encadre>
      )}
      <div class="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div class="hors-papier lg:order-2"><CeQuiManque vue={vue} /></div>
        <div class="min-w-0">{vue.sections.map((s) => <UneSection key={s.cle} s={s} vue={vue} />)}</div>
      </div>
    </>
  );
}
