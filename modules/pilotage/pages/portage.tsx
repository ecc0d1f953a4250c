import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { Charge } from '../model-portage.ts';
import type { Porteur, VuePortage } from '../view-portage.ts';

const Charges = ({ titre, charges }: { titre: string; charges: readonly Charge[] }): JSX.Element | null =>
  charges.length === 0 ? null : (
    <div class="grid gap-x-4 sm:grid-cols-[9rem_1fr]">
      <dt class="text-douce">{titre}</dt>
      <dd><ul class="grid gap-1">{charges.map((c, i) => <li key={i} class="wrap-anywhere"><a class="text-lien underline underline-offset-4" href={c.href}>{c.texte}</a>{c.detail && <span class="text-sm text-douce">, {c.detail}</span>}</li>)}</ul></dd>
    </div>
  );

const CeQueJePorte = ({ p }: { p: Porteur }): JSX.Element => (
  <dl class="grid gap-3">
    <Charges titre="Mandats" charges={p.mandats} />
    <Charges titre="Actions pilotées" charges={p.actions} />
    <Charges titre="Tâches à faire" charges={p.taches} />
    {p.soirees.length > 0 && <div class="grid gap-x-4 sm:grid-cols-[9rem_1fr]"><dt class="text-douce">Soirées de l’année</dt><dd><ul class="grid gap-1">{p.soirees.map((s) => <li key={s} class="wrap-anywhere">{s}</li>)}</ul></dd></div>}
  </dl>
);

const Chercher = ({ vue }: { vue: VuePortage }): JSX.Element => (
  <Formulaire methode="get" action={`${vue.base}/gouvernance/qui-porte-quoi`} class="hors-papier mb-5 flex max-w-texte flex-wrap items-end gap-3 [&>div]:mb-0 [&>div]:grow">
    <Champ nom="q" libelle="Nom d’une personne" type="search" facultatif valeur={vue.q} maximum={100} />
    <Bouton icone="search">Chercher</Bouton>
  </Formulaire>
);

/** What to do with it: nothing here measures anybody. */
const Alleger = ({ vue }: { vue: VuePortage }): JSX.Element => (
  <Section horsPapier titre="Alléger, passer la main">
    <ul class="grid max-w-texte list-disc gap-2 pl-5">
      <li>Une tâche ou une action pèse ? Ouvrez-la et confiez-la à quelqu’un d’autre, ou dites-le au prochain point d’équipe.</li>
      <li>Présider à tour de rôle se propose dans <a class="text-lien underline underline-offset-4" href={`${vue.base}/gouvernance/soutien`}>Se soutenir</a>.</li>
      {vue.tous && <li>Avant de demander à la même personne, demandez un volontaire : <a class="text-lien underline underline-offset-4" href={`${vue.base}/agenda/groupes`}>dans un groupe de travail</a> ou parmi les <a class="text-lien underline underline-offset-4" href={`${vue.base}/reseau/adherents`}>adhérents</a>.</li>}
    </ul>
  </Section>
);

/** Who carries what, by name, without a total: to propose to pass something on, never to compare. */
export function PagePortage({ vue }: { vue: VuePortage }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="« Qui porte quoi » est réservé aux membres de la CPTS." texte="Il dit qui travaille à quoi." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  const [moi] = vue.porteurs;
  if (!vue.tous) {
    return (
      <>
        <TitrePage titre="Ce que je porte" phrase={moi ? 'Vos mandats, vos actions, vos tâches et les soirées que vous avez données cette année.' : 'Rien ne vous est confié aujourd’hui.'} action={<LienBouton href={`${vue.base}/reseau/moi`}>Ma place dans la CPTS</LienBouton>} />
        <Encadre>Vous lisez ce que vous portez. La coordination, la présidence et le secrétariat lisent l’ensemble, pour mieux répartir.</Encadre>
        {moi ? <div class="carte p-5"><CeQueJePorte p={moi} /></div> : <EtatVide titre="Les mains libres" icone="check">Quand une tâche, une action ou un mandat vous sera confié, vous le lirez ici.</EtatVide>}
        <Alleger vue={vue} />
      </>
    );
  }
  return (
    <>
      <TitrePage titre="Qui porte quoi" phrase="Les mandats, les actions, les tâches et les soirées de chacun, par ordre alphabétique. Sans total ni classement : c’est pour proposer de passer la main." />
      <Chercher vue={vue} />
      {vue.porteurs.length === 0 ? (
        <EtatVide titre={vue.q === '' ? 'Personne ne porte rien encore' : 'Personne de ce nom ne porte quelque chose'} icone="users">{vue.q === '' ? 'Les mandats notés, les actions pilotées et les tâches confiées en réunion paraîtront ici.' : 'Vérifiez le nom, ou videz la recherche.'}</EtatVide>
      ) : (
        <ul class="grid gap-4">{vue.porteurs.map((p) => <li key={p.personneId} class="carte p-5"><h2 class="mb-3 text-lg wrap-anywhere">{p.nom}</h2><CeQueJePorte p={p} /></li>)}</ul>
      )}
      {vue.page.total > vue.page.taille && <div class="mt-4"><Pagination page={vue.page} adresse={vue.adresse} quoi="personnes" /></div>}
      <Alleger vue={vue} />
    </>
  );
}
