import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { LigneDeTache, VueTaches } from '../view-listes.ts';

/** Tasks, each with its one gesture for the person who has it. */
export const ListeTaches = ({ lignes, base }: { lignes: readonly LigneDeTache[]; base: string }): JSX.Element => (
  <ul class="carte divide-y divide-base-300">
    {lignes.map((t) => (
      <li key={t.id} class="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
        <div class="min-w-0 grow basis-64"><p class={t.faite ? 'line-through' : 'font-semibold'}>{t.texte}</p><p class="text-sm text-douce">{t.detail} · <a class="text-lien underline underline-offset-4" href={t.href}>voir la réunion</a></p></div>
        {t.retard && <Badge ton="attente">en retard</Badge>}
        {t.faite && <Badge ton="reussi">faite</Badge>}
        {t.mienne && (t.faite ? <BoutonGeste petit variante="discret" action={`${base}/agenda/taches/${t.id}/reprise`}>Reprendre<span class="sr-only"> : {t.texte}</span></BoutonGeste> : <BoutonGeste petit action={`${base}/agenda/taches/${t.id}/fin`}>C’est fait<span class="sr-only"> : {t.texte}</span></BoutonGeste>)}
      </li>
    ))}
  </ul>
);

/** What meetings left to do: mine, or everybody's; a task stays here until its person says it is done. */
export function PageTaches({ vue }: { vue: VueTaches }): JSX.Element {
  const { demande: d, base } = vue;
  const lien = (qui: string, etat: string): string => `${base}/agenda/taches?qui=${qui}&etat=${etat}`;
  return (
    <>
      <TitrePage titre={d.qui === 'moi' ? 'Mes tâches' : 'Tâches de tous'} phrase={vue.phrase} action={<><LienBouton href={lien(d.qui === 'moi' ? 'tous' : 'moi', d.etat)}>{d.qui === 'moi' ? 'Celles de tous' : 'Les miennes'}</LienBouton><LienBouton href={lien(d.qui, d.etat === 'faites' ? 'a_faire' : 'faites')}>{d.etat === 'faites' ? 'À faire' : 'Faites'}</LienBouton></>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire methode="get" action={`${base}/agenda/taches`} class="mb-5 flex max-w-texte flex-wrap items-end gap-3 [&>div]:mb-0 [&>div]:grow">
        <input type="hidden" name="qui" value={d.qui} /><input type="hidden" name="etat" value={d.etat} />
        <Champ nom="q" libelle="Mots de la tâche" type="search" facultatif valeur={d.q} maximum={100} />
        <Bouton icone="search">Chercher</Bouton>
      </Formulaire>
      {vue.lignes.length === 0 ? <EtatVide titre={d.etat === 'faites' ? 'Aucune tâche faite' : 'Rien à faire'} icone="check">Les tâches se confient pendant une réunion, et restent ici jusqu’à ce qu’elles soient faites.</EtatVide> : <ListeTaches lignes={vue.lignes} base={base} />}
      {vue.page.total > vue.page.taille && <div class="mt-4"><Pagination page={vue.page} adresse={vue.adresse} quoi="tâches" /></div>}
    </>
  );
}
