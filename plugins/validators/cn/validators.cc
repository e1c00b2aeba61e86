#include "plugins/validators/cn/validators.h"

#include "plugins/validators/cn/disclosure.h"
#include "plugins/validators/cn/marks.h"
#include "plugins/validators/cn/personal.h"
#include "plugins/validators/cn/phone.h"
#include "plugins/validators/cn/resident_id.h"

namespace mishen {

std::vector<ValidatorEntry> cn_validators() {
  return {
      {"cn-resident-id", cn::make_resident_id},
      {"cn-resident-id-15", cn::make_resident_id_15},
      {"cn-resident-id-carrier", cn::make_resident_id_carrier},
      {"cn-foreign-resident-id", cn::make_foreign_resident_id},
      {"cn-mobile", cn::make_mobile},
      {"cn-mobile-of-person", cn::make_mobile_of_person},
      {"cn-landline", cn::make_landline},
      {"cn-secrecy-mark", cn::make_secrecy_mark},
      {"cn-bank-card", cn::make_bank_card},
      {"cn-bank-account", cn::make_bank_account},
      {"cn-account-of-person", cn::make_account_of_person},
      {"cn-plate", cn::make_plate},
      {"cn-vin", cn::make_vin},
      {"cn-birth-date", cn::make_birth_date},
      {"cn-address", cn::make_address},
      {"cn-home-address", cn::make_home_address},
      {"cn-person-matter", cn::make_person_matter},
      {"cn-personal-mail", cn::make_personal_mail},
      {"cn-office-mail", cn::make_office_mail},
      {"cn-ip-address", cn::make_ip_address},
      {"cn-coordinates", cn::make_coordinates},
      {"cn-masked-id", cn::make_masked_id},
      {"cn-masked-mobile", cn::make_masked_mobile},
      {"cn-masked-card", cn::make_masked_card},
      {"cn-masked-part", cn::make_masked_part},
      {"cn-openness-yes", cn::make_openness_yes},
      {"cn-openness-request", cn::make_openness_request},
      {"cn-openness-no", cn::make_openness_no},
      {"cn-openness-partial", cn::make_openness_partial},
      {"cn-openness-unticked", cn::make_openness_unticked},
      {"cn-process-title", cn::make_process_title},
      {"cn-routing-slip", cn::make_routing_slip},
      {"cn-internal-mark", cn::make_internal_mark},
      {"cn-business-mark", cn::make_business_mark},
  };
}

}  // namespace mishen
