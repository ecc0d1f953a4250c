import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import type { PersonneId, Role } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { dansCpts } from '#server/portes.ts';
import { type Tache, tacheInstance } from '#server/taches/registre.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import type { Institution } from '../model-parcours.ts';
import { type Rappel, rappelsDus } from '../moteur/horloges.ts';
import { lettreDeQuestions, type RappelDeQuestion, rappelsDeQuestions } from '../moteur/vue-echanges.ts';
import { lettreDeRappel } from '../moteur/vue-parcours.ts';
import { chargerQuestions } from '../repository-echanges.ts';
import * as dossiers from '../repository-parcours.ts';
import { dossierDuJour } from './franchir-pas.ts';

const ROLES: Readonly<Record<Institution, readonly Role[]>> = { cpts: ['coordination', 'presidence'], ars: ['ars'], assurance_maladie: ['cpam'], maillage: [] };

export type Depuis = { readonly cpts: string; readonly url: string; readonly base: string; readonly secret: string };

type Personne = { readonly id: PersonneId; readonly courriel: string; readonly nom: string; readonly roles: readonly Role[] };

/** People who hold one of these roles today, each once with all of them. */
async function personnesDe(ctx: Contexte, roles: readonly Role[]): Promise<readonly Personne[]> {
  const personnes = new Map<string, Personne>();
  for (const p of await dossiers.destinataires(ctx, roles)) personnes.set(p.id, { id: p.id, courriel: p.courriel, nom: p.nom, roles: [...(personnes.get(p.id)?.roles ?? []), p.role] });
  return [...personnes.values()];
}

/** Writes to those who owe a step that comes near or is late: one letter a day per person, each reminder once. */
async function rappeler(ctx: Contexte, rappels: readonly Rappel[], depuis: Depuis): Promise<number> {
  const roles = new Set(rappels.flatMap((r) => r.horloge.attend.flatMap((i) => ROLES[i])));
  if (roles.size === 0) return 0;
  let lettres = 0;
  for (const p of await personnesDe(ctx, [...roles])) {
    const siens: Rappel[] = [];
    for (const r of rappels) {
      const concerne = r.horloge.attend.some((i) => ROLES[i].some((role) => p.roles.includes(role)));
      if (concerne && (await dossiers.noterRappel(ctx, { horloge: r.horloge.id, echeance: r.horloge.dernierJour, distance: r.distance, personneId: p.id }))) siens.push(r);
    }
    if (siens.length === 0) continue;
    const { sujet, lettre } = lettreDeRappel({ nom: p.nom, cpts: depuis.cpts, lien: `${depuis.url}${depuis.base}/projet`, rappels: siens, aujourdhui: ctx.aujourdhui });
    await posterCourriel(ctx, { a: p.courriel, nom: p.nom, sujet, ...mettreEnPageCourriel(lettre) }, depuis.secret);
    lettres += 1;
  }
  return lettres;
}

const MEMBRES: readonly Role[] = ['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat'];

/** Writes to those who owe an answer: the side that was asked, and the member of the CPTS who follows the question. */
async function rappelerQuestions(ctx: Contexte, depuis: Depuis): Promise<number> {
  const rappels = rappelsDeQuestions(await chargerQuestions(ctx), ctx.aujourdhui);
  if (rappels.length === 0) return 0;
  let lettres = 0;
  for (const p of await personnesDe(ctx, [...MEMBRES, 'ars', 'cpam'])) {
    const siens: RappelDeQuestion[] = [];
    for (const r of rappels) {
      const concerne = r.question.porteurId === p.id || ROLES[r.question.destinataire].some((role) => p.roles.includes(role));
      if (concerne && (await dossiers.noterRappel(ctx, { horloge: `question-${r.question.id}`, echeance: r.question.echeance, distance: r.distance, personneId: p.id }))) siens.push(r);
    }
    const [premier] = siens;
    if (!premier) continue;
    const lien = `${depuis.url}${depuis.base}/projet/echanges${siens.length === 1 ? `/questions/${premier.question.id}` : '#questions'}`;
    const { sujet, lettre } = lettreDeQuestions({ cpts: depuis.cpts, lien, rappels: siens, aujourdhui: ctx.aujourdhui });
    await posterCourriel(ctx, { a: p.courriel, nom: p.nom, sujet, ...mettreEnPageCourriel(lettre) }, depuis.secret);
    lettres += 1;
  }
  return lettres;
}

/** What a night does to a file: silence decides on its day, then reminders leave. Done twice, it changes nothing more. */
export async function veillerParcours(ctx: Contexte, depuis: Depuis): Promise<{ readonly lettres: number; readonly statut?: string; readonly jour: Jour }> {
  const dossier = await dossierDuJour(ctx);
  if (!dossier) return { lettres: 0, jour: ctx.aujourdhui };
  const lettres = (await rappeler(ctx, rappelsDus(dossier, ctx.aujourdhui), depuis)) + (await rappelerQuestions(ctx, depuis));
  if (lettres > 0) await journaliser(ctx, 'parcours_rappels_envoyes', null, { lettres });
  return { lettres, statut: dossier.statut, jour: ctx.aujourdhui };
}

/** Each night, a little after midnight where the CPTS is. */
export const tacheParcours: Tache = tacheInstance({
  sujet: 'parcours_quotidien',
  titre: 'Veiller aux délais du parcours',
  schema: z.object({}),
  cadence: { cron: '20 0 * * *', portee: 'cpts' },
  unique: true,
  executer: async (_, { services, cptsId }) => {
    if (!cptsId) return;
    await dansCpts(services.db, {
      cptsId,
      maintenant: services.maintenant(),
      faire: async (ctx) => {
        const ici = await dossiers.nomDeLaCpts(ctx);
        await veillerParcours(ctx, { cpts: ici.nom, base: `/cpts/${ici.slug}`, url: services.config.url, secret: services.config.secret });
      },
    });
  },
});
