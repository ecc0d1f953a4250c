import type { JSX } from 'preact';
import { accord, formaterNombre } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleNature, titreChapitre } from '../labels.ts';
import { CleChapitre, type Constat, NatureConstat } from '../model.ts';
import type { VueConstats } from '../view.ts';

function Ligne({ c, vue }: { c: Constat; vue: VueConstats }): JSX.Element {
  const adresse = `${vue.base}/territoire/diagnostic/constats/${c.id}/priorite`;
  return (
    <li class="py-4">
      <p class="flex flex-wrap items-center gap-2"><Badge ton={c.nature === 'force' ? 'reussi' : c.nature === 'besoin' ? 'encours' : 'attente'} icone={false}>{libelleNature[c.nature]}</Badge>
        {c.chapitre && <a class="text-sm text-lien underline underline-offset-4" href={`${vue.base}/territoire/diagnostic#${c.chapitre}`}>{titreChapitre[c.chapitre]}</a>}</p>
      <p class="mt-1 max-w-texte text-lg break-words">{c.texte}</p>
      <p class="text-sm text-douce">
        {c.moyenne === undefined ? 'Personne n’a encore dit sa priorité' : `Priorité moyenne ${formaterNombre(c.moyenne, 1)}, ${accord(c.voix, 'voix', 'voix')}`}{c.ecritPar && ` · écrit par ${c.ecritPar}`}
      </p>
      <div class="hors-papier mt-2 flex flex-wrap gap-2" role="group" aria-label={`Ma priorité : ${c.texte}`}>
        {[1, 2, 3].map((n) => <BoutonGeste key={n} petit action={adresse} champs={{ priorite: String(n) }} variante={c.mienne === n ? 'primaire' : 'simple'}>Priorité {n}{c.mienne === n && <span class="sr-only"> (la mienne)</span>}</BoutonGeste>)}
      </div>
    </li>
  );
}

/** The notebook of findings, in the order that members give together. */
export function PageConstats({ vue }: { vue: VueConstats }): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Constats" phrase="Les constats sont réservés aux membres de la CPTS : le diagnostic, lui, se lit." />;
  const action = `${vue.base}/territoire/diagnostic/constats`;
  return (
    <>
      <TitrePage titre="Constats" phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.constats.length === 0
        ? <EtatVide titre="Aucun constat">Une force, une faiblesse, un besoin : écrivez ce que vous voyez, en une phrase.</EtatVide>
        : <ol class="divide-y divide-base-300 border-y border-base-300">{vue.constats.map((c) => <Ligne key={c.id} c={c} vue={vue} />)}</ol>}
      <Section titre="Ajouter un constat">
        <Formulaire action={action} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} brouillon="constat">
          <CasesChoix nom="nature" libelle="C’est…" options={NatureConstat.options.map((n) => ({ valeur: n, libelle: libelleNature[n] }))} />
          <ZoneTexte nom="texte" libelle="Le constat, en une phrase" lignes={3} maximum={500} />
          <Choix nom="chapitre" libelle="Le chapitre dont un chiffre l’appuie" facultatif vide="Aucun : c’est une observation" options={CleChapitre.options.map((c) => ({ valeur: c, libelle: titreChapitre[c] }))} />
          <Bouton variante="primaire">Ajouter le constat</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}
