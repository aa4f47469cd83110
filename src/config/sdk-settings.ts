import { z } from 'zod';

/** The settings of the Bot Framework SDK, under the SDK's own names; handed on to it as they are. */
export const sdkSettings = [
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'ChannelService',
  'CertificateThumbprint',
  'CertificatePrivateKey',
  'ValidateAuthority',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'OAuthUrl',
  'CallerId',
] as const;

export type SdkSetting = (typeof sdkSettings)[number];

const optional = z.string().optional();

/** How each of them is read. */
export const sdkSchema = {
  ...(Object.fromEntries(
    sdkSettings.filter((name) => name !== 'MicrosoftAppType').map((name) => [name, optional]),
  ) as Record<Exclude<SdkSetting, 'MicrosoftAppType'>, typeof optional>),
  MicrosoftAppType: z
    .enum(
      ['SingleTenant', 'MultiTenant', 'UserAssignedMsi'],
      'must be SingleTenant, MultiTenant or UserAssignedMsi',
    )
    .optional(),
};

/** The one cloud beside the public one whose addresses the SDK knows by itself. */
const governmentCloud = 'https://botframework.azure.us';

/** Faults that show only when the credentials are seen together (the SDK itself would fail at the first turn). */
export function credentialFaults(read: Readonly<Partial<Record<SdkSetting, string>>>): string[] {
  const faults: string[] = [];
  const type = read.MicrosoftAppType;
  const credential = read.MicrosoftAppPassword ?? read.CertificateThumbprint;
  if (!read.MicrosoftAppId) {
    if (credential || type) faults.push('MicrosoftAppId must be set when other Microsoft app settings are.');
    return faults;
  }
  if ((type === 'SingleTenant' || type === 'UserAssignedMsi') && !read.MicrosoftAppTenantId) {
    faults.push(`MicrosoftAppTenantId must be set when MicrosoftAppType is ${type}.`);
  }
  if (type === 'UserAssignedMsi' && read.MicrosoftAppPassword) {
    faults.push('MicrosoftAppPassword must be unset when MicrosoftAppType is UserAssignedMsi.');
  }
  if (type !== 'UserAssignedMsi' && !credential) {
    faults.push(
      'MicrosoftAppPassword must be set with MicrosoftAppId, or CertificateThumbprint and CertificatePrivateKey.',
    );
  }
  if (read.ChannelService && read.ChannelService !== governmentCloud && !read.ToBotFromChannelTokenIssuer) {
    faults.push(`ChannelService must be unset, or ${governmentCloud} for the US government cloud.`);
  }
  if (Boolean(read.CertificateThumbprint) !== Boolean(read.CertificatePrivateKey)) {
    faults.push('CertificateThumbprint and CertificatePrivateKey must be set together.');
  }
  return faults;
}
