import type { NewPartner, Partner } from '@voiceassist/shared/schemas';

/** The person wants something done with a partner, or to see what it used. */
export class PartnerRequestEvent extends Event {
  static readonly type = 'va-partner-request';

  constructor(
    readonly action: 'change' | 'secret' | 'use' | 'on' | 'off' | 'delete',
    readonly partner: Partner,
  ) {
    super(PartnerRequestEvent.type);
  }
}

/** A partner is to be kept so; a new one without an id. */
export class PartnerSaveEvent extends Event {
  static readonly type = 'va-partner-save';

  constructor(
    readonly id: string | undefined,
    readonly fields: NewPartner,
  ) {
    super(PartnerSaveEvent.type);
  }
}

/** A new secret is to be made. */
export class SecretConfirmEvent extends Event {
  static readonly type = 'va-secret-confirm';

  constructor(
    readonly partner: Partner,
    readonly overlapHours: number,
  ) {
    super(SecretConfirmEvent.type);
  }
}

/** What the person was asked about is to be done. */
export class PartnerConfirmEvent extends Event {
  static readonly type = 'va-partner-confirm';

  constructor(
    readonly action: 'off' | 'delete',
    readonly partner: Partner,
  ) {
    super(PartnerConfirmEvent.type);
  }
}
