import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { InvitationVue, RoleVu, VueAcces } from '../view.ts';

/** Which form was refused, with what was typed in it. */
export type SaisieAcces = { readonly forme: 'invitation' | 'role' | 'geste'; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueAcces; readonly saisie?: SaisieAcces | undefined };

const pour = (forme: SaisieAcces['forme'], saisie: SaisieAcces | undefined) => (saisie?.forme === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {});

const Personne = ({ r }: { r: RoleVu }): JSX.Element => (
  <>
    <span class="block">{r.nom}</span>
    <span class="block break-all text-sm font-normal text-douce">{r.courriel}</span>
  </>
);

function Tenus({ vue }: { vue: VueAcces }): JSX.Element {
  return (
    <Tableau
      legende="Rôles tenus aujourd’hui"
      idLigne={(r) => r.id}
      lignes={vue.tenus}
      colonnes={[
        { cle: 'nom', titre: 'Personne', principale: true, cellule: (r) => <Personne r={r} /> },
        { cle: 'role', titre: 'Rôle', cellule: (r) => r.role },
        { cle: 'depuis', titre: 'Depuis le', cellule: (r) => r.depuis },
        ...(vue.peutGerer
          ? [{ cle: 'fin', titre: 'Geste', cellule: (r: RoleVu) => <BoutonGeste action={`${vue.base}/reseau/acces/fin`} champs={{ role: r.id }} petit>Terminer<span class="sr-only"> : {r.role}, {r.nom}</span></BoutonGeste> }]
          : []),
      ]}
      adresse={vue.adresse}
      page={vue.page}
      quoi="rôles tenus"
      vide={<EtatVide titre="Personne n’a encore de rôle" />}
    />
  );
}

function Invitation({ i, base, peutGerer }: { i: InvitationVue; base: string; peutGerer: boolean }): JSX.Element {
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <div class="min-w-0 grow basis-60">
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {i.nom} <span class="break-all font-normal text-douce">{i.courriel}</span>
          {i.perimee && <Badge ton="attente">périmée</Badge>}
        </p>
        <p class="text-sm text-douce">{i.roles}. {i.detail}.</p>
      </div>
      {peutGerer && (
        <div class="flex flex-wrap gap-2">
          <BoutonGeste action={`${base}/reseau/acces/renvoi`} champs={{ invitation: i.id }} petit icone="send">Renvoyer<span class="sr-only"> à {i.nom}</span></BoutonGeste>
          <BoutonGeste action={`${base}/reseau/acces/annulation`} champs={{ invitation: i.id }} petit>Annuler<span class="sr-only"> l’invitation de {i.nom}</span></BoutonGeste>
        </div>
      )}
    </li>
  );
}

function Gestes({ vue, saisie }: Props): JSX.Element {
  return (
    <>
      <Section titre="Inviter quelqu’un" id="inviter" phrase="La personne reçoit un lien, valable quatorze jours. Elle n’a rien à installer.">
        <Formulaire action={`${vue.base}/reseau/acces/invitation`} prefixe="invitation-" {...pour('invitation', saisie)}>
          <Champ nom="nom" libelle="Prénom et nom" autocompletion="off" maximum={120} />
          <Champ nom="courriel" libelle="Adresse électronique" type="email" autocompletion="off" maximum={254} />
          <CasesChoix nom="roles" libelle="Rôles" multiple deuxColonnes options={vue.roles} valeur={['adherent']} />
          <Bouton variante="primaire" icone="send">Envoyer l’invitation</Bouton>
        </Formulaire>
      </Section>
      {vue.personnes.length > 0 && (
        <Section titre="Donner un rôle de plus" id="donner" phrase="À quelqu’un qui est déjà dans cette CPTS, dès aujourd’hui.">
          <Formulaire action={`${vue.base}/reseau/acces/role`} prefixe="role-" {...pour('role', saisie)}>
            <Choix nom="personne" libelle="Personne" vide="Choisir…" options={vue.personnes} />
            <Choix nom="role" libelle="Rôle" vide="Choisir…" options={vue.roles} />
            <Bouton>Donner ce rôle</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}

export function PageAcces({ vue, saisie }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre="Rôles et invitations" phrase={vue.phrase} action={vue.peutGerer ? <a class="btn" href="#inviter">Inviter quelqu’un</a> : undefined} />
      {saisie?.forme === 'geste' && saisie.erreurs[''] && <Encadre ton="refus">{saisie.erreurs['']}</Encadre>}
      <Tenus vue={vue} />
      {vue.invitations.length > 0 && (
        <Section titre="Invitations en attente" id="invitations">
          <ul class="carte divide-y divide-base-300">{vue.invitations.map((i) => <Invitation key={i.id} i={i} base={vue.base} peutGerer={vue.peutGerer} />)}</ul>
        </Section>
      )}
      {vue.peutGerer ? <Gestes vue={vue} saisie={saisie} /> : <p class="mt-8 text-douce">La coordination et la présidence invitent et donnent les rôles.</p>}
      {vue.passes.length > 0 && (
        <Depliant titre={`Rôles passés (${vue.passes.length})`}>
          <ul class="grid gap-1">{vue.passes.map((r) => <li key={r.id}>{r.nom}, {r.role.toLocaleLowerCase('fr')}, du {r.depuis} au {r.jusque}</li>)}</ul>
        </Depliant>
      )}
    </>
  );
}
