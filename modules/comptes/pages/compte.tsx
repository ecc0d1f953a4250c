import type { ComponentChildren, JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Ilot } from '#web/ilot.tsx';
import { libelleTheme } from '../labels.ts';
import type { FicheProposee, VueCompte } from '../view.ts';

/** Which form was refused, with what was typed in it. */
export type SaisieCompte = { readonly forme: 'nom' | 'adresse' | 'confirmation' | 'geste'; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueCompte; readonly saisie?: SaisieCompte | undefined };

const pour = (forme: SaisieCompte['forme'], saisie: SaisieCompte | undefined) => (saisie?.forme === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {});

function Ligne({ titre, detail, action }: { titre: ComponentChildren; detail: ComponentChildren; action?: ComponentChildren }): JSX.Element {
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <div class="min-w-0 grow basis-60">
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">{titre}</p>
        <p class="text-sm text-douce">{detail}</p>
      </div>
      {action}
    </li>
  );
}

const Liste = ({ children }: { children: ComponentChildren }): JSX.Element => <ul class="carte max-w-3xl divide-y divide-base-300">{children}</ul>;

function Profil({ vue, saisie }: Props): JSX.Element {
  return (
    <>
      <Section titre="Vous" id="profil">
        <Formulaire action="/compte/nom" prefixe="nom-" {...pour('nom', saisie)}>
          <Champ nom="nom" libelle="Prénom et nom" autocompletion="name" valeur={vue.nom} maximum={120} />
          <Bouton>Enregistrer le nom</Bouton>
        </Formulaire>
      </Section>
      <Section titre="Adresse électronique" id="adresse" phrase={vue.adresseADonner ? 'Aucune adresse pour l’instant : les invitations et les rappels ne vous parviennent pas.' : <>Les codes de connexion et les rappels partent à <strong class="break-words text-base-content">{vue.courriel}</strong>.</>}>
        {vue.adresseEnAttente && (
          <Formulaire action="/compte/adresse/confirmation" prefixe="confirmation-" {...pour('confirmation', saisie)}>
            <Encadre titre="Un code est parti">
              <p>Recopiez ici le code envoyé à {vue.adresseEnAttente}. Sans lui, l’adresse ne change pas.</p>
            </Encadre>
            <Champ nom="code" libelle="Code à six chiffres" clavier="numeric" autocompletion="one-time-code" maximum={12} court />
            <Bouton variante="primaire">Confirmer l’adresse</Bouton>
            <hr class="my-6 max-w-texte" />
          </Formulaire>
        )}
        <Formulaire action="/compte/adresse" prefixe="adresse-" {...pour('adresse', saisie)}>
          <Champ nom="courriel" libelle="Nouvelle adresse" type="email" autocompletion="email" maximum={254} />
          {!vue.preuveFraiche && vue.secondFacteur && <Champ nom="application" libelle="Code de votre application" aide="Votre connexion date de plus de quinze minutes." clavier="numeric" autocompletion="one-time-code" maximum={12} court />}
          <Bouton>Envoyer un code à cette adresse</Bouton>
        </Formulaire>
        {!vue.preuveFraiche && !vue.secondFacteur && !vue.adresseADonner && (
          <div class="mt-6 max-w-texte">
            <Encadre titre="Avant de changer d’adresse, prouvez que c’est vous">
              <p class="mb-4">Votre connexion date de plus de quinze minutes. Un code part à votre adresse actuelle ; une fois recopié, vous revenez ici.</p>
              <BoutonGeste action="/compte/preuve">Recevoir un code à mon adresse actuelle</BoutonGeste>
            </Encadre>
          </div>
        )}
      </Section>
      <Section titre="Apparence" id="apparence">
        <Formulaire action="/compte/theme" prefixe="theme-">
          <CasesChoix nom="theme" libelle="Couleurs de l’écran" valeur={vue.theme} options={(['auto', 'clair', 'sombre'] as const).map((t) => ({ valeur: t, libelle: libelleTheme[t] }))} />
          <Bouton>Appliquer</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}

/** The entry of the national directory that bears the RPPS of this account, answered here in one tap. */
function CestVous({ fiche }: { fiche: FicheProposee }): JSX.Element {
  return (
    <div class="mb-4 max-w-3xl">
      <Encadre titre="C’est vous ?">
        <p class="mb-4 max-w-texte">L’annuaire de {fiche.cpts} connaît <a class="underline underline-offset-4" href={fiche.href}>{fiche.nom}</a>{fiche.lieu === undefined ? '' : `, à ${fiche.lieu}`}, sous ce numéro RPPS. Si c’est vous, la fiche devient la vôtre : vos confrères sauront comment vous joindre. Rien n’est montré au public tant que vous ne le demandez pas.</p>
        <div class="flex flex-wrap gap-3">
          <BoutonGeste action={`${fiche.href}/fiche/reconnaissance`}>Oui, c’est moi</BoutonGeste>
          <BoutonGeste action={`${fiche.href}/fiche/refus`}>Non, ce n’est pas moi</BoutonGeste>
        </div>
      </Encadre>
    </div>
  );
}

function Securite({ vue }: Props): JSX.Element {
  return (
    <>
      <Section titre="Clés d’accès" id="cles" phrase="Entrez avec votre empreinte, votre visage ou le code de votre appareil, sans attendre de courriel.">
        {vue.cles.length > 0 && (
          <Liste>
            {vue.cles.map((c) => (
              <Ligne key={c.id} titre={c.nom} detail={`Ajoutée le ${c.depuis}`} action={<BoutonGeste action="/compte/cle/oubli" champs={{ id: c.id }} petit>Retirer cette clé<span class="sr-only"> : {c.nom}</span></BoutonGeste>} />
            ))}
          </Liste>
        )}
        <div class="mt-4">
          <Ilot nom="compte-cle" donnees={{}}>
            <p class="text-sm text-douce">Ajouter une clé demande un navigateur récent, avec JavaScript.</p>
          </Ilot>
        </div>
      </Section>
      <Section titre="Second facteur" id="second-facteur" phrase="Un code de votre téléphone, en plus du courriel. Nécessaire pour tout ce qui touche à la santé des patients.">
        <div class="flex flex-wrap items-center gap-4">
          {vue.secondFacteur ? <Badge ton="reussi">En service</Badge> : <Badge>Pas encore</Badge>}
          <LienBouton href="/compte/second-facteur">{vue.secondFacteur ? 'Régler le second facteur' : 'Mettre en place'}</LienBouton>
        </div>
      </Section>
      <Section titre="Identités liées" id="identites">
        {vue.professionnel && (
          <div class="mb-4 max-w-3xl">
            <ListeCle
              lignes={[
                { cle: 'Profession', valeur: vue.professionnel.professions },
                { cle: 'Numéro RPPS', valeur: <><span class="chiffres">{vue.professionnel.rpps}</span>{!vue.professionnel.cleJuste && <> <Badge ton="attente">clé de contrôle à vérifier</Badge></>}</> },
                { cle: 'Source', valeur: vue.professionnel.source },
              ]}
            />
          </div>
        )}
        {vue.fiches.map((f) => <CestVous key={f.href} fiche={f} />)}
        {vue.identites.length === 0 ? (
          <p class="text-douce">Cette instance n’est reliée à aucun autre service d’identité.</p>
        ) : (
          <Liste>
            {vue.identites.map((i) => (
              <Ligne
                key={i.cle}
                titre={i.nom}
                detail={i.liee ? `Liée le ${i.liee}` : 'Pas encore liée'}
                action={
                  i.liee ? (
                    <BoutonGeste action="/compte/identite/retrait" champs={{ fournisseur: i.cle }} petit>Délier {i.nom}</BoutonGeste>
                  ) : (
                    <span data-turbo="false"><BoutonGeste action="/compte/identite" champs={{ fournisseur: i.cle }} petit icone="link">Lier {i.nom}</BoutonGeste></span>
                  )
                }
              />
            ))}
          </Liste>
        )}
      </Section>
    </>
  );
}

function Sessions({ vue }: Props): JSX.Element {
  return (
    <Section titre="Appareils connectés" id="sessions" phrase="Une session s’éteint trente jours après son dernier usage. Fermez celles que vous ne reconnaissez pas.">
      <Liste>
        {vue.sessions.map((s) => (
          <Ligne
            key={s.id}
            titre={<>{s.appareil}{s.courante && <Badge ton="reussi">cet appareil</Badge>}</>}
            detail={`Depuis le ${s.depuis}, adresse ${s.adresse}. S’éteint le ${s.fin}.`}
            action={s.courante ? undefined : <BoutonGeste action="/compte/session/fermeture" champs={{ id: s.id }} petit>Fermer<span class="sr-only"> la session {s.appareil} du {s.depuis}</span></BoutonGeste>}
          />
        ))}
      </Liste>
      {vue.sessions.length > 1 && (
        <div class="mt-4"><BoutonGeste action="/compte/sessions/fermeture" icone="log-out">Fermer toutes les autres</BoutonGeste></div>
      )}
    </Section>
  );
}

export function PageCompte({ vue, saisie }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre="Mon compte" phrase={vue.secondFacteur || vue.cles.length > 0 ? 'Votre compte est bien gardé.' : 'Une clé d’accès ou un second facteur garderait mieux votre compte.'} />
      {saisie?.forme === 'geste' && saisie.erreurs[''] && <Encadre ton="refus">{saisie.erreurs['']}</Encadre>}
      <Profil vue={vue} saisie={saisie} />
      <Securite vue={vue} />
      <Sessions vue={vue} />
    </>
  );
}
