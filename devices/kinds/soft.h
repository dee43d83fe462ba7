#pragma once

// The devices without hardware, for tests and dry runs.
#include "devices/kinds/softcamera.h"
#include "devices/kinds/softdetector.h"
#include "devices/kinds/softmca.h"
#include "devices/kinds/softpositioner.h"
#include "devices/kinds/softscaler.h"
#include "devices/kinds/softshutter.h"
