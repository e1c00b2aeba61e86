#include "plugins/validators/cn/validators.h"

#include "plugins/validators/cn/marks.h"
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
      {"cn-internal-mark", cn::make_internal_mark},
      {"cn-business-mark", cn::make_business_mark},
  };
}

}  // namespace mishen
