import type { JSX } from 'preact';
import { accord, formaterNombre } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleGesteConstat, libelleNature, titreChapitre, titreGroupe, tonNature } from '../labels.ts';
import { CleChapitre, NatureConstat } from '../model.ts';
import type { LigneConstat, VueConstat, VueConstats } from '../view-constats.ts';

function Priorite({ c, adresse }: { c: LigneConstat; adresse: string }): JSX.Element {
  return (
    <div class="flex flex-wrap gap-2" role="group" aria-label={`Ma priorité : ${c.texte}`}>
      {[1, 2, 3].map((n) => <BoutonGeste key={n} petit action={`${adresse}/priorite`} champs={{ priorite: String(n) }} variante={c.mienne === n ? 'primaire' : 'simple'}>Priorité {n}{c.mienne === n && <span class="sr-only"> (la mienne)</span>}</BoutonGeste>)}
    </div>
  );
}

function Ligne({ c, vue }: { c: LigneConstat; vue: VueConstats }): JSX.Element {
  const adresse = `${vue.base}/territoire/diagnostic/constats/${c.id}`;
  return (
    <li class="py-4">
      <p class="flex flex-wrap items-center gap-2"><Badge ton={tonNature[c.nature]} icone={false}>{libelleNature[c.nature]}</Badge>
        {c.chapitre && <a class="text-sm text-lien underline underline-offset-4" href={`${vue.base}/territoire/diagnostic#${c.chapitre}`}>{titreChapitre[c.chapitre]}</a>}</p>
      <p class="mt-1 max-w-texte text-lg break-words">{c.texte}</p>
      {c.appui && <p class="max-w-texte text-sm break-words">Le chiffre qui l’appuie{'\u00a0'}: {c.appui}.</p>}
      {c.entendu && <p class="max-w-texte text-sm break-words">L’enquête qui l’appuie{'\u00a0'}: <a class="text-lien underline underline-offset-4" href={c.entendu.href}>{c.entendu.texte}</a>.</p>}
      {c.reponse && <p class="max-w-texte text-sm break-words">Entendu{'\u00a0'}: {c.reponse}</p>}
      <p class="text-sm text-douce">
        {c.moyenne === undefined ? 'Personne n’a encore dit sa priorité' : `Priorité moyenne ${formaterNombre(c.moyenne, 1)}, ${accord(c.voix, 'voix', 'voix')}`}{c.ecritPar && ` · écrit par ${c.ecritPar}`}
      </p>
      <div class="hors-papier mt-2 flex flex-wrap items-center gap-x-6 gap-y-2">
        {c.statut !== 'ecartee' && <Priorite c={c} adresse={adresse} />}
        <div class="flex flex-wrap gap-2">
          {c.gestes.map((g) => <BoutonGeste key={g} petit action={`${adresse}/statut`} champs={{ geste: g }}>{libelleGesteConstat[g]}<span class="sr-only"> : {c.texte}</span></BoutonGeste>)}
          {c.modifiable && <LienBouton petit variante="discret" href={adresse}>Corriger<span class="sr-only"> : {c.texte}</span></LienBouton>}
        </div>
      </div>
    </li>
  );
}

const Liste = ({ constats, vue }: { constats: readonly LigneConstat[]; vue: VueConstats }): JSX.Element => <ol class="divide-y divide-base-300 border-y border-base-300">{constats.map((c) => <Ligne key={c.id} c={c} vue={vue} />)}</ol>;

function Champs(): JSX.Element {
  return (
    <>
      <CasesChoix nom="nature" libelle="C’est…" options={NatureConstat.options.map((n) => ({ valeur: n, libelle: libelleNature[n] }))} />
      <ZoneTexte nom="texte" libelle="Le constat, en une phrase" lignes={3} maximum={500} />
      <Choix nom="chapitre" libelle="Le chapitre dont un chiffre l’appuie" facultatif vide="Aucun : c’est une observation" options={CleChapitre.options.map((c) => ({ valeur: c, libelle: titreChapitre[c] }))} />
      <Champ nom="reponse" libelle="Ou ce que vous avez entendu" facultatif aide="Un entretien, une réunion : où et quand. D’une enquête menée ici, partez plutôt de ses résultats." maximum={300} />
    </>
  );
}

/** The notebook of findings: those kept, those discussed in the order that members give together, those set aside. */
export function PageConstats({ vue }: { vue: VueConstats }): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Constats" phrase="Les constats sont réservés aux membres de la CPTS : le diagnostic, lui, se lit." />;
  const action = `${vue.base}/territoire/diagnostic/constats`;
  return (
    <>
      <TitrePage titre="Constats" phrase={vue.phrase} action={<LienBouton href={`${vue.base}/territoire/diagnostic/objectifs`} icone="target">Objectifs nés des constats</LienBouton>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.vide && <EtatVide titre="Aucun constat">Une force, une faiblesse, un besoin : écrivez ce que vous voyez, en une phrase.</EtatVide>}
      {vue.groupes.map((g) => (g.statut === 'ecartee'
        ? <Depliant key={g.statut} titre={`${titreGroupe[g.statut]} (${g.constats.length})`}><Liste constats={g.constats} vue={vue} /></Depliant>
        : <Section key={g.statut} titre={titreGroupe[g.statut]} {...(g.statut === 'proposee' && { phrase: 'Priorité 1 : à traiter d’abord. Priorité 3 : peut attendre. La moyenne des voix donne l’ordre.' })}><Liste constats={g.constats} vue={vue} /></Section>))}
      <div class="hors-papier"><Section titre="Ajouter un constat" id="ajouter" phrase={vue.propose === undefined ? 'Le chiffre du chapitre choisi est gardé tel qu’il est aujourd’hui, avec sa source.' : `Le chiffre qui l’appuiera\u00a0: ${vue.propose}.`}>
        <Formulaire action={action} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} brouillon="constat">
          <Champs />
          <Bouton variante="primaire">Ajouter le constat</Bouton>
        </Formulaire>
      </Section></div>
    </>
  );
}

/** One finding, to correct. */
export function PageConstat({ vue }: { vue: VueConstat }): JSX.Element {
  const { constat: c } = vue;
  return (
    <>
      <TitrePage titre="Corriger un constat" phrase="Le chiffre gardé ne change que si vous choisissez un autre chapitre." />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.autre && <Encadre ton="attention" titre="Quelqu’un l’a corrigé pendant que vous écriviez">Son texte{'\u00a0'}: «{'\u00a0'}{vue.autre}{'\u00a0'}». Le vôtre est gardé ci-dessous : enregistrez-le s’il doit remplacer le sien.</Encadre>}
      {vue.appui && <p class="mb-4 max-w-texte text-sm text-douce">Le chiffre qui l’appuie{'\u00a0'}: {vue.appui}.</p>}
      <Formulaire action={`${vue.base}/territoire/diagnostic/constats/${c.id}`} version={c.version} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? { nature: c.nature, texte: c.texte, chapitre: c.chapitre ?? '', reponse: c.reponse ?? '' }}>
        <Champs />
        <div class="flex flex-wrap gap-2"><Bouton variante="primaire">Enregistrer le constat</Bouton><LienBouton href={`${vue.base}/territoire/diagnostic/constats`}>Revenir sans enregistrer</LienBouton></div>
      </Formulaire>
    </>
  );
}
