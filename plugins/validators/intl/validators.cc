#include "plugins/validators/intl/validators.h"

#include "plugins/validators/intl/identifiers.h"

namespace mishen {

std::vector<ValidatorEntry> intl_validators() {
  return {
      {"intl-us-ssn", intl::make_us_ssn},
      {"intl-us-itin", intl::make_us_itin},
      {"intl-iban", intl::make_iban},
      {"intl-uk-nino", intl::make_uk_nino},
      {"intl-card", intl::make_card},
      {"intl-hkid", intl::make_hkid},
      {"intl-twid", intl::make_twid},
      {"intl-kr-rrn", intl::make_kr_rrn},
      {"intl-jp-my-number", intl::make_jp_my_number},
      {"intl-sg-nric", intl::make_sg_nric},
      {"intl-in-aadhaar", intl::make_in_aadhaar},
      {"intl-eu-vat", intl::make_eu_vat},
      {"intl-mark-line", intl::make_mark_line},
      {"intl-mark-portion", intl::make_mark_portion},
  };
}

}  // namespace mishen
