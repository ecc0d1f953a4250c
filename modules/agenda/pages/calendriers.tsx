import type { JSX } from 'preact';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';

export type VueCalendriers = {
  readonly base: string;
  readonly flux: readonly { readonly titre: string; readonly adresse: string }[];
  readonly groupes: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly calendriers: readonly { readonly id: string; readonly nom: string; readonly detail: string; readonly defaut: string }[];
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
  readonly refus: string | undefined;
};

/** The feeds one takes away, and the calendars one lends: only their busy times are kept. */
export function PageCalendriers({ vue }: { vue: VueCalendriers }): JSX.Element {
  return (
    <>
      <TitrePage titre="Mes calendriers" phrase="Vos réunions dans votre logiciel d’agenda, et vos moments occupés respectés ici." />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Section titre="Mettre l’agenda dans le vôtre" phrase="Une adresse secrète à donner à votre logiciel : elle contient vos réunions, et les dates à confirmer.">
        {vue.flux.map((f) => <p key={f.adresse} class="mb-3 max-w-texte"><span class="font-semibold">{f.titre}</span><br /><code class="break-all text-sm">{f.adresse}</code></p>)}
        <Formulaire action={`${vue.base}/agenda/flux`} prefixe="flux-" class="flex flex-wrap items-end gap-3">
          <Choix nom="groupe" libelle="Contenu" vide="Tout ce qui me concerne" options={vue.groupes} />
          <div class="mb-5"><Bouton>Créer une adresse</Bouton></div>
        </Formulaire>
        {vue.flux.length > 0 && <BoutonGeste variante="discret" action={`${vue.base}/agenda/flux/revocation`}>Révoquer toutes mes adresses</BoutonGeste>}
      </Section>
      <Section titre="Ne rien me proposer quand je suis pris" phrase="Seuls le début et la fin de ce qui vous occupe sont gardés : ni titre, ni lieu, ni personne.">
        <ul class="grid max-w-texte gap-2">
          {vue.calendriers.map((c) => (
            <li key={c.id} class="flex flex-wrap items-center gap-3"><span class="grow">{c.nom} <span class="text-sm text-douce">{c.detail}</span>{c.defaut && <span class="block text-sm text-error">{c.defaut}</span>}</span><BoutonGeste petit variante="discret" action={`${vue.base}/agenda/calendriers/${c.id}/oubli`}>Oublier</BoutonGeste></li>
          ))}
        </ul>
        <Formulaire action={`${vue.base}/agenda/calendriers`} fichiers erreurs={vue.erreurs} valeurs={vue.valeurs} class="mt-4">
          <Champ nom="nom" libelle="Nom" maximum={120} valeur="Mon agenda" />
          <Champ nom="adresse" libelle="Adresse du calendrier (ICS)" facultatif maximum={2000} />
          <DepotFichier nom="fichier" libelle="Ou un fichier .ics" facultatif />
          <Bouton>Lire ce calendrier</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}
