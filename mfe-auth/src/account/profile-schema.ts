import { registerSchema } from '@voiceassist/shared/schemas/auth';
import type { FormSchema } from '../form-controller.js';

const { first_name, last_name, specialty } = registerSchema.entries;
const RULES = Object.entries({ first_name, last_name, specialty });

/** The part of registration that can be changed later, under the same rules. */
export const profileSchema: FormSchema = {
  '~standard': {
    async validate(values) {
      const given = values as Record<string, unknown>;
      const checked = await Promise.all(
        RULES.map(async ([name, rule]) => {
          const { issues = [] } = await rule['~standard'].validate(given[name]);
          return issues.map((issue) => ({ ...issue, path: [name] }));
        }),
      );
      const issues = checked.flat();
      return issues.length ? { issues } : { value: given };
    },
  },
};
