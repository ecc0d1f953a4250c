import type { JSX } from 'preact';
import { PageMessage } from '#web/message.tsx';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { LigneSource, MarqueNature } from '#web/composants/chiffre.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueProfessionnel } from '../view.ts';

function Lieux({ vue }: { vue: VueProfessionnel }): JSX.Element {
  return (
    <Section titre="Où">
      <div class="grid gap-4 lg:grid-cols-2">
        {vue.lieux.map((l) => (
          <div key={`${l.titre}${l.adresse}${l.exercice}`} class="carte px-5 py-4">
            <h3>{l.titre}</h3>
            <p>{l.adresse}{l.commune && !l.adresse.toLowerCase().includes(l.commune.toLowerCase()) && `, ${l.commune}`}</p>
            {l.deduite && <p class="text-sm text-douce">Commune retrouvée par le code postal : l’extraction ne la donne pas.<MarqueNature nature="estimee" /></p>}
            {l.exercice && <p class="mt-1 text-douce">{l.exercice}</p>}
            {l.telephone && <p class="mt-1"><a class="chiffres hover:underline" href={`tel:${l.telephone.replace(/\s/g, '')}`}>{l.telephone}</a></p>}
            {l.finess && <p class="mt-1 text-sm text-douce"><abbr title="Fichier national des établissements sanitaires et sociaux">FINESS</abbr> <span class="chiffres">{l.finess}</span></p>}
          </div>
        ))}
      </div>
    </Section>
  );
}

function Numero({ vue }: { vue: VueProfessionnel }): JSX.Element | null {
  if (vue.rpps === undefined) return null;
  return <p class="mt-8 text-sm text-douce"><abbr title="Répertoire partagé des professionnels de santé">RPPS</abbr> <span class="chiffres">{vue.rpps}</span>. {vue.alerteRpps}</p>;
}

const TenirMaFiche = ({ vue }: { vue: VueProfessionnel }): JSX.Element | null =>
  vue.peutTenir && !vue.aReconnaitre ? <LienBouton href={vue.hrefFiche} icone="pen" variante="primaire">{vue.fiche === 'aucune' ? 'Tenir ma fiche' : 'Modifier ma fiche'}</LienBouton> : null;

function CestVous({ vue }: { vue: VueProfessionnel }): JSX.Element | null {
  if (!vue.aReconnaitre) return null;
  return (
    <div class="hors-papier"><Encadre titre="C’est vous ?">
      <p class="mb-4 max-w-texte">Ce numéro RPPS est celui de votre compte. Si c’est vous, la fiche devient la vôtre : vous y direz ce que vous voulez, à qui vous voulez. Rien n’est montré au public tant que vous ne le demandez pas.</p>
      <div class="flex flex-wrap gap-3">
        <BoutonGeste action={`${vue.hrefFiche}/reconnaissance`} variante="primaire">Oui, c’est moi</BoutonGeste>
        <BoutonGeste action={`${vue.hrefFiche}/refus`}>Non, ce n’est pas moi</BoutonGeste>
      </div>
    </Encadre></div>
  );
}

/** One professional: where, and what they say of their practice to who is reading. */
export function PageProfessionnel({ vue }: { vue: VueProfessionnel }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cet annuaire est réservé aux personnes de la CPTS." texte="Demandez une invitation à sa coordination." lien={{ href: '/', libelle: 'Revenir à mes CPTS' }} />;
  const messagerie = vue.champs.find((c) => c.cle === 'messagerie_securisee');
  return (
    <>
      <TitrePage titre={vue.nom} phrase={`${vue.metier || 'Profession non dite'}. ${vue.phrase}`} action={<TenirMaFiche vue={vue} />}>
        {vue.fiche !== 'aucune' && <p class="mt-3"><Badge ton="reussi">{vue.fiche === 'publiee' ? 'Fiche tenue, visible du public' : 'Fiche tenue par ce professionnel'}</Badge></p>}
      </TitrePage>
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <CestVous vue={vue} />
      <Section titre="Ce qu’il ou elle dit de son exercice">
        {vue.champs.length > 0 ? (
          <ListeCle lignes={vue.champs.map((c) => ({ cle: c.libelle, valeur: c.cle === 'messagerie_securisee' ? <a class="hover:underline" href={`mailto:${c.valeur}`}>{c.valeur}</a> : <span class="whitespace-pre-line">{c.valeur}</span> }))} />
        ) : (
          <p class="text-douce">{vue.peutTenir ? 'Vous n’avez encore rien dit : langues, nouveaux patients, domicile, savoir-faire… Dites-le en deux minutes.' : 'Rien pour l’instant : chaque professionnel remplit sa fiche lui-même.'}</p>
        )}
      </Section>
      <Lieux vue={vue} />
      <Section titre="Joindre en sécurité">
        <p class="max-w-texte">
          {messagerie ? <>Par <abbr title="messagerie sécurisée de santé">MSSanté</abbr> : {messagerie.valeur}. </> : 'Aucune adresse de messagerie sécurisée n’est connue ici. '}
          N’envoyez jamais d’information de santé par un courriel ordinaire.
        </p>
      </Section>
      <Numero vue={vue} />
      {vue.provenance && <LigneSource provenances={[vue.provenance]} />}
    </>
  );
}
