import { type Kysely, sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { Jour } from '#core/jour.ts';
import type { CptsId, PersonneId } from '#core/tenancy.ts';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { publierPlafonds } from '#db/plafonds.ts';
import type { Schema } from '#db/schema.ts';
import { PresenceConstatee } from '#modules/agenda/model.ts';
import { PLAFONDS } from '../constants.ts';
import { unTaux, uneDeclaration } from '../builders.ts';
import { TempsId } from '../model.ts';
import { changerStatut } from '../repository.ts';
import { cloreExercice, rouvrirExercice } from './clore-exercice.ts';
import { declarerTemps } from './declarer-temps.ts';
import { proposerTemps } from './proposer-temps.ts';
import { saisirPlafond } from './saisir-plafond.ts';
import { changerTemps } from './suivre-temps.ts';
import { voterTaux } from './voter-taux.ts';

vi.setConfig({ testTimeout: 90_000 });
const base = essaiAvecBase();

async function uneCaisse() {
  const cpts = await base.uneCpts();
  const tresorerie = await base.unePersonne(cpts.id, ['tresorerie']);
  const moi = await base.unePersonne(cpts.id, ['adherent']);
  const tenir = <T>(faire: Parameters<typeof base.dans<T>>[3]) => base.dans(cpts.id, tresorerie.id, ['tresorerie'], faire);
  const dire = <T>(faire: Parameters<typeof base.dans<T>>[3], instant = INSTANT) => base.dans(cpts.id, moi.id, ['adherent'], faire, instant);
  const taux = await tenir((ctx) => voterTaux(ctx, unTaux()));
  if (!taux.ok) throw new Error(taux.refus.code);
  return { cpts, tresorerie, moi, tenir, dire, tauxId: taux.valeur };
}

const compteur = async (cpts: CptsId, personne: PersonneId) =>
  (await base.proprietaire.selectFrom('plafonds_personnes').select('engage_centimes').where('cpts_id', '=', cpts).where('personne_id', '=', personne).execute()).reduce((n, l) => n + l.engage_centimes, 0);
const somme = async (cpts: CptsId) => {
  const { n } = await base.proprietaire.selectFrom('temps_declares').select(sql<number>`coalesce(sum(centimes), 0)::bigint`.as('n')).where('cpts_id', '=', cpts).where('engagee', '=', true).executeTakeFirstOrThrow();
  return n;
};

describe('le plafond, dans la base', () => {
  test('la base et le programme ont les mêmes plafonds, et pas d’autres', async () => {
    for (let annee = 2015; annee <= 2040; annee++) {
      const { rows } = await sql<{ p: number | null }>`select plafond_annuel(${annee}) as p`.execute(base.proprietaire);
      expect(rows[0]?.p ?? undefined, String(annee)).toBe(PLAFONDS[annee]?.centimes);
    }
  });

  test('une ligne de plus dans la liste du programme est dans la base au démarrage ; l’application n’y écrit rien', async () => {
    const lus = async (db: Kysely<Schema>, annees: readonly number[]) => (await sql<{ p: number | null }>`select plafond_annuel(a) as p from unnest(${annees}::integer[]) with ordinality as t (a, rang) order by rang`.execute(db)).rows.map((l) => l.p);
    const retour = new Error('rien ne reste de cet essai');
    await expect(base.proprietaire.transaction().execute(async (tx) => {
      const plus = { 2026: { centimes: 4_700_000, verifie: true, source: 'rectificatif inventé' }, 2097: { centimes: 4_900_000, verifie: true, source: 'arrêté inventé' } };
      await publierPlafonds(tx, plus);
      expect(await lus(tx, [2025, 2026, 2097])).toEqual([PLAFONDS[2025]?.centimes, 4_700_000, 4_900_000]);
      throw retour;
    })).rejects.toBe(retour);
    const { dire } = await uneCaisse();
    await expect(dire((ctx) => ctx.tx.insertInto('plafonds_publies').values({ annee: 2097, centimes: 4_900_000, source: 'moi' }).execute())).rejects.toThrow(/permission denied/);
    await expect(dire((ctx) => ctx.tx.updateTable('plafonds_publies').set({ centimes: 20_000_000 }).execute())).rejects.toThrow(/permission denied/);
  });

  test('10 000 demandes à la fois par quarante connexions : aucun chemin ne dépasse le plafond', async () => {
    const { cpts, moi, tauxId } = await uneCaisse();
    const pool = ouvrirPool(base.adresse, 'maillage_app', 40);
    const db = ouvrirDb(pool);
    const issues = { acceptees: 0, refusees: 0 };
    let restantes = 10_000;
    // 10,000 claims of 100 € against 48,060 €: exactly 480 fit.
    const demander = async (): Promise<void> => {
      while (restantes-- > 0) {
        try {
          await db.transaction().execute(async (tx) => {
            await sql`select set_config('app.cpts', ${cpts.id}, true)`.execute(tx);
            await tx.insertInto('temps_declares').values({ cpts_id: cpts.id, personne_id: moi.id, statut: 'confirmee', nature: 'indemnite', action: 'Réunion', jour: '2026-11-02', minutes: 120, centimes: 10_000, taux_id: tauxId, origine: 'saisie', cle: null, approuvee_par: null, approuvee_le: null, payee_le: null, lot_id: null }).execute();
          });
          issues.acceptees++;
        } catch (e) {
          expect(String(e)).toContain('plafond_annuel_jamais_depasse');
          issues.refusees++;
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: 40 }, demander));
    } finally {
      await pool.end();
    }
    expect(issues).toEqual({ acceptees: 480, refusees: 9_520 });
    expect(await somme(cpts.id)).toBe(4_800_000);
    expect(await compteur(cpts.id, moi.id)).toBe(4_800_000);
  });

  test('par le produit aussi : cinquante demandes à la fois, celles qui tiennent passent, les autres ont leur phrase', async () => {
    const { cpts, moi, dire } = await uneCaisse();
    const issues = await Promise.all(Array.from({ length: 50 }, (_, i) => dire((ctx) => declarerTemps(ctx, uneDeclaration({ minutes: 1440, jour: Jour.parse(`2026-10-${String((i % 30) + 1).padStart(2, '0')}`) })))));
    // 24 h at 50 €/h is 1 200 €: forty make 48,000 € of 48,060 €.
    expect(issues.filter((i) => i.ok)).toHaveLength(40);
    expect(issues.find((i) => !i.ok)).toMatchObject({ refus: { code: 'plafond_depasse', reste: 6_000, minutesAuPlus: 72 } });
    expect(await compteur(cpts.id, moi.id)).toBe(4_800_000);
  });

  test('l’application ne peut ni écrire ni effacer le compteur, ni effacer une saisie', async () => {
    const { dire } = await uneCaisse();
    await dire((ctx) => declarerTemps(ctx, uneDeclaration()));
    await expect(dire((ctx) => ctx.tx.updateTable('plafonds_personnes').set({ engage_centimes: 0 }).execute())).rejects.toThrow(/permission denied/);
    await expect(dire((ctx) => ctx.tx.deleteFrom('plafonds_personnes').execute())).rejects.toThrow(/permission denied/);
    await expect(dire((ctx) => ctx.tx.deleteFrom('temps_declares').execute())).rejects.toThrow(/permission denied/);
  });

  test('changer le montant ou la personne d’une saisie passe par le même compte', async () => {
    const { cpts, moi, tresorerie, dire } = await uneCaisse();
    const un = await dire((ctx) => declarerTemps(ctx, uneDeclaration()));
    if (!un.ok) throw new Error('refusée');
    await expect(dire((ctx) => changerStatut(ctx, [TempsId.parse(un.valeur.id)], { statut: 'confirmee', centimes: 4_806_001 }))).rejects.toThrow(/plafond_annuel_jamais_depasse/);
    await expect(dire((ctx) => ctx.tx.updateTable('temps_declares').set({ personne_id: tresorerie.id }).where('id', '=', un.valeur.id).execute())).rejects.toThrow(/saisie_fixe|une saisie ne change/);
    expect(await compteur(cpts.id, moi.id)).toBe(await somme(cpts.id));
  });
});

describe('une année dont le plafond n’est pas encore publié', () => {
  const ANNEE = Math.max(...Object.keys(PLAFONDS).map(Number)) + 1;
  const FEVRIER = new Date(`${ANNEE}-02-10T09:00:00Z`);
  const PLAFOND = { annee: ANNEE, centimes: 4_850_000, source: 'arrêté inventé' };
  async function enFevrier() {
    const c = await uneCaisse();
    const tenir = <T>(faire: Parameters<typeof base.dans<T>>[3]) => base.dans(c.cpts.id, c.tresorerie.id, ['tresorerie'], faire, FEVRIER);
    const declarer = (minutes = 1440, jour = `${ANNEE}-02-02`) => c.dire((ctx) => declarerTemps(ctx, uneDeclaration({ minutes, jour: Jour.parse(jour) })), FEVRIER);
    const inserer = () => c.dire((ctx) => ctx.tx.insertInto('temps_declares').values({ cpts_id: c.cpts.id, personne_id: c.moi.id, statut: 'confirmee', nature: 'indemnite', action: 'Réunion', jour: `${ANNEE}-02-02`, minutes: 120, centimes: 10_000, taux_id: c.tauxId, origine: 'saisie', cle: null, approuvee_par: null, approuvee_le: null, payee_le: null, lot_id: null }).execute());
    return { ...c, tenir, declarer, inserer, saisir: (p: Partial<typeof PLAFOND> = {}) => tenir((ctx) => saisirPlafond(ctx, { ...PLAFOND, ...p })) };
  }

  test('rien n’y est promis, ni par le produit ni dans la base, jusqu’à ce que la trésorerie le saisisse', async () => {
    const { cpts, moi, dire, declarer, inserer, saisir } = await enFevrier();
    expect(await declarer()).toMatchObject({ ok: false, refus: { code: 'plafond_inconnu', annee: ANNEE } });
    await expect(inserer()).rejects.toThrow(/plafond_inconnu|plafond inconnu/);
    expect(await dire((ctx) => saisirPlafond(ctx, PLAFOND), FEVRIER)).toMatchObject({ ok: false, refus: { code: 'role_insuffisant' } });
    expect(await saisir()).toEqual({ ok: true, valeur: true });
    // 24 h at 50 € are 1 200 €: forty fit under 48 500 €, and 500 € are left.
    const issues = await Promise.all(Array.from({ length: 50 }, (_, i) => declarer(1440, `${ANNEE}-01-${String((i % 30) + 1).padStart(2, '0')}`)));
    expect(issues.filter((i) => i.ok)).toHaveLength(40);
    expect(issues.find((i) => !i.ok)).toMatchObject({ refus: { code: 'plafond_depasse', plafond: 4_850_000, reste: 50_000, minutesAuPlus: 600 } });
    expect(await compteur(cpts.id, moi.id)).toBe(4_800_000);
  });

  test('corrigé, il est tenu aussitôt dans la base ; jamais sous ce qui est promis, jamais à la place d’un plafond publié, jamais trop loin', async () => {
    const { declarer, inserer, saisir } = await enFevrier();
    await saisir({ centimes: 2_000_000 });
    // Ten times 1 200 € are 12 000 €.
    for (let i = 1; i <= 10; i++) expect((await declarer(1440, `${ANNEE}-01-${String(i).padStart(2, '0')}`)).ok).toBe(true);
    expect(await saisir({ centimes: 1_199_999 })).toEqual({ ok: false, refus: { code: 'plafond_deja_depasse', annee: ANNEE, promis: 1_200_000 } });
    expect((await saisir({ centimes: 1_209_999 })).ok).toBe(true);
    await expect(inserer()).rejects.toThrow(/plafond_annuel_jamais_depasse/);
    expect((await saisir({ centimes: 1_210_000 })).ok).toBe(true);
    await inserer();
    expect(await saisir({ annee: ANNEE - 1 })).toEqual({ ok: false, refus: { code: 'plafond_publie', annee: ANNEE - 1 } });
    expect((await saisir({ annee: ANNEE + 1 })).ok).toBe(true);
    expect(await saisir({ annee: ANNEE + 2 })).toEqual({ ok: false, refus: { code: 'annee_trop_loin', annee: ANNEE + 2 } });
  });

  test('une autre CPTS ne le lit ni ne s’en sert', async () => {
    const [ici, ailleurs] = [await enFevrier(), await enFevrier()];
    await ici.saisir();
    expect(await ailleurs.declarer()).toMatchObject({ ok: false, refus: { code: 'plafond_inconnu' } });
    await expect(ailleurs.inserer()).rejects.toThrow(/plafond/);
  });
});

describe('ce qui est refusé, sans rien changer', () => {
  test('un taux sans vote, un vote à venir, une rémunération par profession', async () => {
    const { tenir, dire } = await uneCaisse();
    const juger = (t: Parameters<typeof unTaux>[0]) => tenir((ctx) => voterTaux(ctx, unTaux({ depuis: Jour.parse('2026-02-01'), ...t })));
    expect(await juger({ voteReference: '  ' })).toMatchObject({ ok: false, refus: { code: 'vote_absent' } });
    expect(await juger({ voteLe: Jour.parse('2026-11-24') })).toMatchObject({ ok: false, refus: { code: 'vote_futur' } });
    expect(await juger({ nature: 'remuneration', profession: '10' })).toMatchObject({ ok: false, refus: { code: 'remuneration_par_profession' } });
    expect(await dire((ctx) => voterTaux(ctx, unTaux({ depuis: Jour.parse('2026-03-01') })))).toMatchObject({ ok: false, refus: { code: 'role_insuffisant' } });
    expect(await tenir((ctx) => ctx.tx.selectFrom('taux_horaires').select('id').execute())).toHaveLength(1);
  });

  test('un temps négatif, nul, de plus d’un jour, à venir, sans taux, ou d’une année sans plafond', async () => {
    const { cpts, dire } = await uneCaisse();
    const juger = (d: Parameters<typeof uneDeclaration>[0], instant?: Date) => dire((ctx) => declarerTemps(ctx, uneDeclaration(d)), instant);
    for (const minutes of [-60, 0, 1441, 1.5]) expect(await juger({ minutes })).toMatchObject({ ok: false, refus: { code: 'duree_impossible' } });
    expect(await juger({ jour: Jour.parse('2026-11-24') })).toMatchObject({ ok: false, refus: { code: 'jour_futur' } });
    expect(await juger({ nature: 'remuneration' })).toMatchObject({ ok: false, refus: { code: 'taux_absent' } });
    expect(await juger({ jour: Jour.parse('2025-12-31') })).toMatchObject({ ok: false, refus: { code: 'taux_absent' } });
    expect(await juger({ jour: Jour.parse('2031-01-02') }, new Date('2031-02-01T09:00:00Z'))).toMatchObject({ ok: false, refus: { code: 'plafond_inconnu', annee: 2031 } });
    expect(await somme(cpts.id)).toBe(0);
  });

  test('une demande dans un exercice clos ; rouvert, elle passe', async () => {
    const { cpts, tenir, dire } = await uneCaisse();
    await tenir((ctx) => voterTaux(ctx, unTaux({ depuis: Jour.parse('2025-01-01') })));
    const hier = uneDeclaration({ jour: Jour.parse('2025-06-10') });
    expect(await tenir((ctx) => cloreExercice(ctx, 2026))).toMatchObject({ ok: false, refus: { code: 'exercice_en_cours' } });
    const une = await dire((ctx) => declarerTemps(ctx, hier));
    expect(await tenir((ctx) => cloreExercice(ctx, 2025))).toMatchObject({ ok: false, refus: { code: 'exercice_a_traiter', reste: 1 } });
    if (!une.ok) throw new Error('refusée');
    expect(await tenir((ctx) => changerTemps(ctx, [TempsId.parse(une.valeur.id)], 'approuver'))).toMatchObject({ ok: true });
    expect(await tenir((ctx) => cloreExercice(ctx, 2025))).toMatchObject({ ok: true });
    expect(await dire((ctx) => declarerTemps(ctx, hier))).toMatchObject({ ok: false, refus: { code: 'exercice_clos', annee: 2025 } });
    expect(await tenir((ctx) => changerTemps(ctx, [TempsId.parse(une.valeur.id)], 'desapprouver'))).toMatchObject({ ok: false, refus: { code: 'exercice_clos' } });
    await expect(dire((ctx) => ctx.tx.updateTable('temps_declares').set({ minutes: 1 }).where('cpts_id', '=', cpts.id).execute())).rejects.toThrow(/exercice clos/);
    expect(await tenir((ctx) => rouvrirExercice(ctx, 2025))).toMatchObject({ ok: true });
    expect(await dire((ctx) => declarerTemps(ctx, hier))).toMatchObject({ ok: true });
  });
});

describe('d’une présence à une approbation', () => {
  const presence = (personne: PersonneId) => PresenceConstatee.parse({ cle: 'reunion-1', reunion_id: '0198f000-0000-7000-8000-0000000000aa', titre: 'Bureau de novembre', groupe: null, personne_id: personne, jour: '2026-11-10', minutes: 90, moyen: 'qr' });
  test('dite deux fois, la présence n’est écrite qu’une ; un geste la confirme, un autre que le bénéficiaire l’approuve', async () => {
    const { cpts, moi, tresorerie, dire, tenir } = await uneCaisse();
    for (let i = 0; i < 2; i++) await dire((ctx) => proposerTemps(ctx, presence(moi.id)));
    const lignes = await base.proprietaire.selectFrom('temps_declares').select(['id', 'statut', 'centimes']).where('cpts_id', '=', cpts.id).execute();
    expect(lignes).toMatchObject([{ statut: 'proposee', centimes: null }]);
    const id = TempsId.parse(lignes[0]?.id);
    expect(await somme(cpts.id)).toBe(0);
    expect(await tenir((ctx) => changerTemps(ctx, [id], 'confirmer'))).toMatchObject({ ok: false, refus: { code: 'autre_personne' } });
    expect(await dire((ctx) => changerTemps(ctx, [id], 'confirmer'))).toMatchObject({ ok: true, valeur: [{ centimes: 7_500 }] });
    expect(await base.dans(cpts.id, moi.id, ['tresorerie'], (ctx) => changerTemps(ctx, [id], 'approuver'))).toMatchObject({ ok: false, refus: { code: 'jamais_la_sienne' } });
    expect(await dire((ctx) => changerTemps(ctx, [id], 'ecarter'))).toMatchObject({ ok: true });
    expect(await compteur(cpts.id, moi.id)).toBe(0);
    await dire((ctx) => changerTemps(ctx, [id], 'reprendre'));
    await dire((ctx) => changerTemps(ctx, [id], 'confirmer'));
    expect(await tenir((ctx) => changerTemps(ctx, [id], 'approuver'))).toMatchObject({ ok: true });
    await expect(base.dans(cpts.id, moi.id, ['tresorerie'], (ctx) => changerStatut(ctx, [id], { statut: 'approuvee', approuvee_par: moi.id }))).rejects.toThrow(/jamais_approuvee_par_soi/);
    expect(tresorerie.id).not.toBe(moi.id);
  });

  test('refusé, puis contesté, puis approuvé : le plafond suit', async () => {
    const { cpts, moi, dire, tenir } = await uneCaisse();
    const une = await dire((ctx) => declarerTemps(ctx, uneDeclaration()));
    if (!une.ok) throw new Error('refusée');
    const id = TempsId.parse(une.valeur.id);
    const pas = async (geste: 'refuser' | 'contester' | 'approuver', attendu: number) => {
      expect(await (geste === 'contester' ? dire : tenir)((ctx) => changerTemps(ctx, [id], geste, { motif: 'Pourquoi' }))).toMatchObject({ ok: true });
      expect(await compteur(cpts.id, moi.id)).toBe(attendu);
    };
    await pas('refuser', 0);
    await pas('contester', 0);
    await pas('approuver', 10_000);
  });
});
