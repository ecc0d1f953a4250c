import { createHmac, timingSafeEqual } from 'node:crypto';
import { CptsId } from '#core/tenancy.ts';

/** What an answer by mail is about, and from whom: the address it was written to proves that we asked this person for it. */
export type AdresseSignee = { readonly cptsId: CptsId; readonly uid: string; readonly courriel: string };

const OCTETS = 10;
const enBase36 = (hexa: string, longueur: number): string => BigInt(`0x${hexa}`).toString(36).padStart(longueur, '0');
const CPTS_LONG = 25;
const SCEAU_LONG = 16;
/** A local part holds 64 characters. @source RFC 5321 §4.5.3.1.1 */
export const LOCAL_MAX = 64 - 1 - CPTS_LONG - SCEAU_LONG;

const sceau = (a: AdresseSignee, secret: string): string => enBase36(createHmac('sha256', secret).update(`reponse:${a.cptsId}\n${a.uid}\n${a.courriel.toLowerCase()}`).digest().subarray(0, OCTETS).toString('hex'), SCEAU_LONG);

/** `agenda+…@exemple.fr`: letters and digits of one case only, because mail servers may lower them. @source RFC 5233, subaddresses */
export function signerAdresse(boite: string, a: AdresseSignee, secret: string): string {
  const arobase = boite.lastIndexOf('@');
  return `${boite.slice(0, arobase)}+${enBase36(a.cptsId.replaceAll('-', ''), CPTS_LONG)}${sceau(a, secret)}${boite.slice(arobase)}`;
}

const EN_UUID = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
const enUuid = (base36: string): string => [...base36].reduce((n, c) => n * 36n + BigInt(Number.parseInt(c, 36)), 0n).toString(16).padStart(32, '0').replace(EN_UUID, '$1-$2-$3-$4-$5');

/** The CPTS that an address names, when it was signed for this meeting and this person; undefined for any other address. */
export function lireAdresse(adresse: string, { boite, uid, courriel }: { readonly boite: string; readonly uid: string; readonly courriel: string }, secret: string): CptsId | undefined {
  const [local = '', domaine = ''] = boite.toLowerCase().split('@');
  const lue = adresse.trim().toLowerCase();
  const [, marque = ''] = /^[^@]*\+([0-9a-z]{41})@/.exec(lue) ?? [];
  if (lue !== `${local}+${marque}@${domaine}`) return undefined;
  const cptsId = CptsId.safeParse(enUuid(marque.slice(0, CPTS_LONG))).data;
  if (!cptsId) return undefined;
  const attendu = Buffer.from(sceau({ cptsId, uid, courriel }, secret));
  const recu = Buffer.from(marque.slice(CPTS_LONG));
  return recu.length === attendu.length && timingSafeEqual(recu, attendu) ? cptsId : undefined;
}
