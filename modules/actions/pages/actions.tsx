import type { JSX } from 'preact';
import { Badge, type TonBadge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { FiltresDeListe } from '#web/composants/tableau-outils.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { StatutFiche } from '../model.ts';
import type { CarteFiche, VueActions } from '../view.ts';

export const TON: Record<StatutFiche, TonBadge> = { proposee: 'neutre', engagee: 'encours', suspendue: 'attente', achevee: 'reussi', abandonnee: 'neutre' };

const COLONNES: readonly Colonne<CarteFiche>[] = [
  { cle: 'titre', titre: 'Action', principale: true, tri: true, cellule: (l) => <a class="font-semibold hover:underline" href={l.href}>{l.titre}</a> },
  { cle: 'mission', titre: 'Mission', tri: true, cellule: (l) => l.mission },
  { cle: 'statut', titre: 'Statut', tri: true, cellule: (l) => <Badge ton={TON[l.statutCode]} icone={false}>{l.statut}</Badge> },
  { cle: 'pilote', titre: 'Pilote', cellule: (l) => l.pilote },
  { cle: 'avancement', titre: 'Tâches', cellule: (l) => l.retard ?? l.avancement },
  { cle: 'fin', titre: 'Fin', tri: true, cellule: (l) => l.finCourte },
  { cle: 'cout', titre: 'Coût', nombre: true, cellule: (l) => l.cout },
];

const Carte = ({ f }: { f: CarteFiche }): JSX.Element => (
  <li class="carte px-4 py-3">
    <a class="font-semibold text-lien underline-offset-4 hover:underline" href={f.href}>{f.titre}</a>
    <p class="text-sm text-douce">{f.mission}</p>
    <p class="mt-1.5 text-sm">{f.pilote}</p>
    <p class="text-sm text-douce">{f.avancement}{f.fin && `, fin le ${f.fin}`}</p>
    {f.retard && <p class="mt-1.5"><Badge ton="attente">{f.retard}</Badge></p>}
  </li>
);

const TableauDeBord = ({ vue }: { vue: VueActions }): JSX.Element => (
  <div class="grid items-start gap-6 md:grid-cols-2 xl:grid-cols-4">
    {vue.colonnes.map((c) => (
      <section key={c.statut} class={c.fiches.length === 0 ? 'max-md:hidden' : ''}>
        <h2 class="mb-3 flex items-baseline gap-2 text-lg">{c.titre} <span class="chiffres text-sm font-normal text-douce">{c.fiches.length}</span></h2>
        {c.fiches.length === 0 ? <p class="text-sm text-douce">Aucune action ici.</p> : <ul class="grid gap-3">{c.fiches.map((f) => <Carte key={f.id} f={f} />)}</ul>}
      </section>
    ))}
  </div>
);

const Calendrier = ({ vue }: { vue: VueActions }): JSX.Element => (
  <div class="grid max-w-texte gap-8">
    {vue.mois.length === 0 && <p class="text-douce">Aucune de ces actions n’a encore de date.</p>}
    {vue.mois.map((m) => (
      <section key={m.cle}>
        <h2 class="mb-2 text-lg">{m.titre}</h2>
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {m.evenements.map((e) => (
            <li key={e.cle} class="grid gap-x-4 py-2.5 sm:grid-cols-[11rem_1fr]">
              <span class="chiffres text-douce">{e.jour}</span>
              <span><a class="text-lien underline-offset-4 hover:underline" href={e.href}>{e.fiche}</a><span class="block text-sm text-douce">{e.quoi}</span></span>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
);

const Liste = ({ nom, libelle, tous, options, valeur }: { nom: string; libelle: string; tous: string; options: readonly { valeur: string; libelle: string }[]; valeur: string }): JSX.Element => (
  <label class="min-w-0 grow basis-40">
    <span class="mb-1 block text-sm font-semibold">{libelle}</span>
    <select class="select" name={nom}>
      <option value="">{tous}</option>
      {options.map((o) => <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>{o.libelle}</option>)}
    </select>
  </label>
);

const Recherche = ({ vue }: { vue: VueActions }): JSX.Element => (
  <label class="min-w-0 grow">
    <span class="mb-1 block text-sm font-semibold">Mots de la fiche</span>
    <input class="input" type="search" name="q" value={vue.demande.q} maxLength={200} autocomplete="off" />
  </label>
);

const Filtres = ({ vue }: { vue: VueActions }): JSX.Element => (
  <>
    <input type="hidden" name="vue" value={vue.demande.vue} />
    <Liste nom="mission" libelle="Mission" tous="Toutes" options={vue.missions} valeur={vue.demande.mission} />
    <Liste nom="statut" libelle="Statut" tous="Tous" options={vue.statuts} valeur={vue.demande.statut} />
  </>
);

const Vues = ({ vue }: { vue: VueActions }): JSX.Element => (
  <ul class="hors-papier mb-5 flex flex-wrap gap-2" aria-label="Façons de voir les actions">
    {vue.vues.map((v) => (
      <li key={v.cle}><a class="inline-flex min-h-10 items-center rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte" href={v.href} {...(v.cle === vue.demande.vue ? { 'aria-current': 'page' as const } : {})}>{v.libelle}</a></li>
    ))}
  </ul>
);

const Vide = ({ vue }: { vue: VueActions }): JSX.Element =>
  vue.filtree
    ? <EtatVide titre="Aucune action ne correspond." icone="search" action={<LienBouton href={`${vue.base}/missions?vue=${vue.demande.vue}`}>Voir toutes les actions</LienBouton>}>Essayez un autre mot, ou retirez un filtre.</EtatVide>
    : <EtatVide titre="Aucune fiche action" icone="clipboard-list" action={vue.peutOuvrir ? <LienBouton href={`${vue.base}/missions/fiches/nouvelle`} icone="plus">Ouvrir une fiche</LienBouton> : undefined}>Une fiche dit qui fait quoi, pour qui, avec quel argent et quelle preuve.</EtatVide>;

/** The actions of the CPTS: where each stands, who pilots it, what is late. */
export function PageActions({ vue }: { vue: VueActions }): JSX.Element {
  if (vue.cas === 'interdite') return <PageMessage titre="Cette page est réservée aux membres de la CPTS." texte="Les fiches sont leurs papiers de travail. L’ARS et la caisse lisent ce qui est déposé dans l’espace d’échange." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  const enListe = vue.demande.vue === 'liste';
  return (
    <>
      <TitrePage titre="Actions" phrase={vue.phrase} action={vue.peutOuvrir ? <LienBouton variante="primaire" icone="plus" href={`${vue.base}/missions/fiches/nouvelle`}>Ouvrir une fiche</LienBouton> : undefined} />
      <Vues vue={vue} />
      {enListe
        ? <Tableau legende="Fiches actions" colonnes={COLONNES} lignes={vue.fiches} idLigne={(l) => l.id} adresse={vue.adresse} tri={{ cle: vue.demande.tri, sens: vue.demande.sens }} page={vue.page} quoi="actions" recherche={<Recherche vue={vue} />} filtres={<Filtres vue={vue} />} exports={[`${vue.base}/missions/actions.xlsx`, `${vue.base}/missions/actions.csv`]} vide={<Vide vue={vue} />} />
        : (
          <>
            {(vue.page.total > 0 || vue.filtree) && <div class="mb-8"><FiltresDeListe adresse={vue.adresse} recherche={<Recherche vue={vue} />}><Filtres vue={vue} /></FiltresDeListe></div>}
            {vue.fiches.length === 0 ? <Vide vue={vue} /> : vue.demande.vue === 'calendrier' ? <Calendrier vue={vue} /> : <TableauDeBord vue={vue} />}
          </>
        )}
    </>
  );
}
