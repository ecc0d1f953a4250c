import type { JSX } from 'preact';
import { Badge, type TonBadge } from '#web/composants/badge.tsx';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { detailAdressee, libelleAdressee, libelleModele, libelleStatutEnquete } from '../labels.ts';
import { Adressee, type StatutEnquete } from '../model.ts';
import type { VueEnquetes } from '../view.ts';

const TON: Readonly<Record<StatutEnquete, TonBadge>> = { preparee: 'attente', ouverte: 'encours', close: 'reussi', abandonnee: 'neutre' };

/** What a survey says of itself before its questions. */
export function ChampsEnquete({ cloture, valeurs = {} }: { cloture: string; valeurs?: { readonly titre?: string; readonly but?: string; readonly adressee?: Adressee } }): JSX.Element {
  return (
    <>
      <Champ nom="titre" libelle="Titre" maximum={120} {...(valeurs.titre === undefined ? {} : { valeur: valeurs.titre })} />
      <ZoneTexte nom="but" libelle="À quoi elle servira" aide="Une phrase, lue avant de répondre. Une enquête ne demande rien sur l’état de santé d’une personne." lignes={2} maximum={500} {...(valeurs.but === undefined ? {} : { valeur: valeurs.but })} />
      <CasesChoix nom="adressee" libelle="Elle s’adresse…" options={Adressee.options.map((a) => ({ valeur: a, libelle: libelleAdressee[a], detail: detailAdressee[a] }))} {...(valeurs.adressee === undefined ? {} : { valeur: valeurs.adressee })} />
      <ChampJour nom="cloture" libelle="Dernier jour pour répondre" valeur={cloture} />
    </>
  );
}

/** The surveys of the CPTS, the latest first, and the beginning of another. */
export function PageEnquetes({ vue }: { vue: VueEnquetes }): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Enquêtes" phrase="Les enquêtes et leurs résultats sont réservés aux membres de la CPTS." />;
  return (
    <>
      <TitrePage titre="Enquêtes" phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.enquetes.length === 0 ? <EtatVide titre="Aucune enquête" icone="message-square">{vue.tient ? 'Demandez aux habitants ou aux professionnels ce que les chiffres ne disent pas : quelques questions, un lien, une minute.' : 'La coordination prépare les enquêtes. Leurs résultats paraîtront ici.'}</EtatVide> : (
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {vue.enquetes.map((e) => (
            <li key={e.id} class="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
              <a class="min-w-0 grow basis-64 font-semibold text-lien underline underline-offset-4 wrap-anywhere" href={e.href}>{e.titre}</a>
              <span class="text-sm text-douce">{e.phrase}</span>
              <Badge ton={TON[e.etat]} icone={false}>{libelleStatutEnquete[e.etat]}</Badge>
            </li>
          ))}
        </ul>
      )}
      {vue.tient && (
        <Section titre="Préparer une enquête" phrase="Vous relirez et corrigerez ses questions avant de l’ouvrir.">
          <Formulaire action={vue.adresse} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} brouillon="enquete">
            <ChampsEnquete cloture={vue.cloture} />
            <CasesChoix nom="modele" libelle="Partir de…" valeur="aucun" options={(['aucun', 'habitants', 'professionnels'] as const).map((m) => ({ valeur: m, libelle: libelleModele[m] }))} />
            <Bouton variante="primaire">Préparer l’enquête</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
