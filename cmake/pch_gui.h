// As pch.h, for the layers with windows.
#pragma once

#include "pch.h"

#include <QtWidgets/QtWidgets>
