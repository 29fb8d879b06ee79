/* SPDX-License-Identifier: Apache-2.0 */
/* The tables hold the doubles nearest to the true values, computed with sixty digits. */
#include "support/support.h"

#include <math.h>

#include "watch/real.h"

typedef double (*real_function)(double x);

/* How far got is from wanted, in units of the last bit of wanted. */
static double ulps(double got, double wanted)
{
    double next = nextafter(fabs(wanted), (double)INFINITY);

    return fabs(got - wanted) / (next - fabs(wanted));
}

static void check_ulps(real_function function, const double (*rows)[2], size_t row_count,
                       double ulps_max)
{
    for (size_t i = 0; i < row_count; i++) {
        double got = function(rows[i][0]);

        if (!(ulps(got, rows[i][1]) <= ulps_max))
            fail_msg("at %.17g: %.17g, not %.17g", rows[i][0], got, rows[i][1]);
    }
}

#define assert_ulps(function, rows, ulps_max)                                                      \
    check_ulps((function), (rows), sizeof(rows) / sizeof(rows)[0], (ulps_max))

static void exp_is_right_to_2_ulp(void **state)
{
    static const double rows[][2] = {
        {-0x1.7480000000000p+9, 0x0.0000000000001p-1022},
        {-0x1.6226666666666p+9, 0x1.19e98b83de7a3p-1022},
        {-0x1.92ccccccccccdp+6, 0x1.a5db5419c7533p-146},
        {-0x1.e000000000000p+4, 0x1.a56e0c2ac7f75p-44},
        {-0x1.0000000000000p+0, 0x1.78b56362cef38p-2},
        {-0x1.62eb1c432ca58p-2, 0x1.6a0773cd678a4p-1},
        {-0x1.12e0be826d695p-30, 0x1.fffffff768fa1p-1},
        {0x0.0p+0, 0x1.0000000000000p+0},
        {0x1.70ef54646d497p-57, 0x1.0000000000000p+0},
        {0x1.0000000000000p-2, 0x1.48b5e3c3e8186p+0},
        {0x1.62d0e56041893p-2, 0x1.6a03146cf6eadp+0},
        {0x1.0000000000000p-1, 0x1.a61298e1e069cp+0},
        {0x1.0000000000000p+0, 0x1.5bf0a8b145769p+1},
        {0x1.4000000000000p+1, 0x1.85d6fd931e0bbp+3},
        {0x1.4000000000000p+3, 0x1.5829dcf950560p+14},
        {0x1.62ccccccccccdp+6, 0x1.f4705bbffae5cp+127},
        {0x1.2c1999999999ap+8, 0x1.ef839024b01d7p+432},
        {0x1.62d999999999ap+9, 0x1.d75ae7a50ee14p+1023},
    };

    (void)state;
    assert_ulps(jf__exp, rows, 2.0);
}

static void log_is_right_to_2_ulp(void **state)
{
    static const double rows[][2] = {
        {0x0.0000000000001p-1022, -0x1.74385446d71c3p+9},
        {0x0.012688b70e62bp-1022, -0x1.64e69394d9508p+9},
        {0x1.089ed476ecab0p-1022, -0x1.622e809940dffp+9},
        {0x1.bff2ee48e0530p-333, -0x1.cc845b54b54f2p+7},
        {0x1.999999999999ap-4, -0x1.26bb1bbb55515p+1},
        {0x1.0000000000000p-1, -0x1.62e42fefa39efp-1},
        {0x1.6a0902de00d1bp-1, -0x1.62e6b3842a25ep-2},
        {0x1.6a161e4f765fep-1, -0x1.62c1a17840101p-2},
        {0x1.ffffffaa19c47p-1, -0x1.5798ee5cd2b2ap-27},
        {0x1.000001ad7f29bp+0, 0x1.ad7f2847b6492p-24},
        {0x1.3333333333333p+0, 0x1.7565011e49675p-3},
        {0x1.6a09aaa3ad18dp+0, 0x1.62e386e3de80fp-2},
        {0x1.6a0a5269595ffp+0, 0x1.62e5616bc4029p-2},
        {0x1.0000000000000p+1, 0x1.62e42fefa39efp-1},
        {0x1.8000000000000p+1, 0x1.193ea7aad030bp+0},
        {0x1.4000000000000p+3, 0x1.26bb1bbb55516p+1},
        {0x1.81cd6c8b43958p+13, 0x1.2d79559791e31p+3},
        {0x1.249ad2594c37dp+332, 0x1.cc845b54b54f2p+7},
        {0x1.e42d130773b76p+1023, 0x1.62dd08fdc6f88p+9},
    };

    (void)state;
    assert_ulps(jf__log, rows, 2.0);
}

static void log1p_is_right_to_3_ulp(void **state)
{
    static const double rows[][2] = {
        {-0x1.fffffff768fa1p-1, -0x1.4b927f3a57808p+4},
        {-0x1.8000000000000p-1, -0x1.62e42fefa39efp+0},
        {-0x1.3333333333333p-2, -0x1.6d3c324e13f4ep-2},
        {-0x1.28f5c28f5c28fp-2, -0x1.5eb5c7907e4c8p-2},
        {-0x1.4f8b588e368f1p-17, -0x1.4f8bc681e6006p-17},
        {-0x1.2725dd1d243acp-60, -0x1.2725dd1d243acp-60},
        {0x1.2725dd1d243acp-60, 0x1.2725dd1d243acp-60},
        {0x1.12e0be826d695p-30, 0x1.12e0be801f1d9p-30},
        {0x1.999999999999ap-4, 0x1.8663f793c46c7p-4},
        {0x1.a3d70a3d70a3dp-2, 0x1.5fd5fabe64085p-2},
        {0x1.0000000000000p-1, 0x1.9f323ecbf984cp-2},
        {0x1.0000000000000p+0, 0x1.62e42fefa39efp-1},
        {0x1.e848000000000p+19, 0x1.ba18abb1dedc8p+3},
        {0x1.6345785d8a000p+56, 0x1.3926cd770aa67p+5},
        {0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9},
    };

    (void)state;
    assert_ulps(jf__log1p, rows, 3.0);
}

static void expm1_is_right_to_4_ulp(void **state)
{
    static const double rows[][2] = {
        {-0x1.9000000000000p+5, -0x1.0000000000000p+0},
        {-0x1.0000000000000p+0, -0x1.43a54e4e98864p-1},
        {-0x1.5d2f1a9fbe76dp-2, -0x1.27e02c6ee5616p-2},
        {-0x1.5c0ebedfa43fep-2, -0x1.2713055ca38bep-2},
        {-0x1.4f8b588e368f1p-17, -0x1.4f8aea9acf2c9p-17},
        {-0x1.2725dd1d243acp-60, -0x1.2725dd1d243acp-60},
        {0x1.2725dd1d243acp-60, 0x1.2725dd1d243acp-60},
        {0x1.12e0be826d695p-30, 0x1.12e0be84bbb51p-30},
        {0x1.999999999999ap-4, 0x1.aec7b35a00d3ap-4},
        {0x1.5c0ebedfa43fep-2, 0x1.9e85c0cf5b620p-2},
        {0x1.5d2f1a9fbe76dp-2, 0x1.a01b106081aaap-2},
        {0x1.0000000000000p-1, 0x1.4c2531c3c0d38p-1},
        {0x1.0000000000000p+0, 0x1.b7e151628aed3p+0},
        {0x1.4000000000000p+4, 0x1.ceb088a68e804p+28},
        {0x1.f400000000000p+8, 0x1.45ba2a9f7e439p+721},
    };

    (void)state;
    assert_ulps(jf__expm1, rows, 4.0);
}

static void rest_of_log1p_is_right_to_16_ulp(void **state)
{
    static const double rows[][2] = {
        {-0x1.ff7ced916872bp-1, -0x1.7a290be6d2ebap+2},
        {-0x1.0000000000000p-1, -0x1.8b90bfbe8e7bdp-3},
        {-0x1.290ff97247454p-2, -0x1.ae55d5e423b18p-5},
        {-0x1.28db8bac710cbp-2, -0x1.adaa84d46aacap-5},
        {-0x1.999999999999ap-4, -0x1.5f4e8770a7c3ep-8},
        {-0x1.4f8b588e368f1p-17, -0x1.b7cebdc52b982p-35},
        {-0x1.19799812dea11p-40, -0x1.357c299a89cd5p-81},
        {0x1.19799812dea11p-40, -0x1.357c299a8807ap-81},
        {0x1.4f8b588e368f1p-17, -0x1.b7cd3d7689047p-35},
        {0x1.999999999999ap-4, -0x1.335a205d52d30p-8},
        {0x1.a3bcd35a85879p-2, -0x1.0fe5c1171ce74p-4},
        {0x1.a3f141205bc02p-2, -0x1.1022bc3aef634p-4},
        {0x1.0000000000000p+0, -0x1.3a37a020b8c22p-2},
        {0x1.e848000000000p+19, -0x1.e84645e7544e2p+19},
    };

    (void)state;
    assert_ulps(jf__log1p_rest, rows, 16.0);
}

static void log_gamma_is_right_to_16_ulp_near_its_zeros_too(void **state)
{
    static const double rows[][2] = {
        {0x1.19799812dea11p-40, 0x1.ba18a998ffefep+4},
        {0x1.0c6f7a0b5ed8dp-20, 0x1.ba18a8631c2c4p+3},
        {0x1.47ae147ae147bp-7, 0x1.265de0d9b33c4p+2},
        {0x1.0000000000000p-2, 0x1.49bbd81c16efbp+0},
        {0x1.ffe5c91d14e3cp-2, 0x1.2526c1d4b7f97p-1},
        {0x1.0000000000000p-1, 0x1.250d048e7a1bdp-1},
        {0x1.8000000000000p-1, 0x1.a051c372609eep-3},
        {0x1.ff7ced916872bp-1, 0x1.2f0f04c1bbb44p-11},
        {0x1.fffffff800000p-1, 0x1.2788cfcd8fcb2p-31},
        {0x1.0000000400000p+0, -0x1.2788cfc066f7fp-31},
        {0x1.004189374bc6ap+0, -0x1.2e323d3be7b7fp-11},
        {0x1.4000000000000p+0, -0x1.92857d38caf41p-4},
        {0x1.762b6ae7d566dp+0, -0x1.f19b9ba9dd633p-4},
        {0x1.7ff972474538fp+0, -0x1.eebd2d4d48b20p-4},
        {0x1.8000000000000p+0, -0x1.eeb95b094c191p-4},
        {0x1.c000000000000p+0, -0x1.59b4fd6875a6ep-4},
        {0x1.ffbe76c8b4396p+0, -0x1.bafbb9e26f3e4p-12},
        {0x1.fffffffc00000p+0, -0x1.b0ee606ce069bp-32},
        {0x1.0000000200000p+1, 0x1.b0ee607732101p-32},
        {0x1.0020c49ba5e35p+1, 0x1.bba8d96b3fc11p-12},
        {0x1.3ffcb923a29c7p+1, 0x1.23717965dcbb9p-2},
        {0x1.400346dc5d639p+1, 0x1.23965701ae6aep-2},
        {0x1.8000000000000p+1, 0x1.62e42fefa39efp-1},
        {0x1.6000000000000p+2, 0x1.fa99a5e94985ap+1},
        {0x1.3fff2e48e8a72p+3, 0x1.99a6b9e0bbd38p+3},
        {0x1.4000000000000p+3, 0x1.99a8921a7f7cfp+3},
        {0x1.4000d1b71758ep+3, 0x1.99aa6a54d3b08p+3},
        {0x1.9400000000000p+5, 0x1.2509dbdb0dd3cp+7},
        {0x1.f400000000000p+9, 0x1.711386da7cab6p+12},
        {0x1.e848100000000p+19, 0x1.87192ef42c997p+23},
        {0x1.dcd6500000000p+29, 0x1.25e649c8e03cep+34},
        {0x1.c6bf526340000p+49, 0x1.dc9d5b94e12f3p+54},
        {0x1.7e43c8800759cp+996, 0x1.017f38e7a1ab5p+1006},
    };

    (void)state;
    assert_ulps(jf__log_gamma, rows, 16.0);
}

static void rest_of_stirling_is_right_to_1e_14(void **state)
{
    static const double rows[][2] = {
        {0x1.0c6f7a0b5ed8dp-20, 0x1.7f4901c077695p+2},
        {0x1.999999999999ap-4, 0x1.0685de3156814p-1},
        {0x1.0000000000000p+0, 0x1.4c071bcda0a5bp-4},
        {0x1.8000000000000p+1, 0x1.c579a268d80b3p-6},
        {0x1.3ff7ced916873p+3, 0x1.1100d0b80e021p-7},
        {0x1.4000000000000p+3, 0x1.10f9d4c0743a7p-7},
        {0x1.9000000000000p+6, 0x1.b4e7bbdd9cecdp-11},
        {0x1.e848000000000p+19, 0x1.65e9f80f29140p-24},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(fabs(jf__stirling_rest(rows[i][0]) - rows[i][1]) <= 1e-14);
}

static void log_gamma_of_x_plus_1_is_that_of_x_and_log_x(void **state)
{
    (void)state;
    for (double x = 0.01; x < 40.0; x += 0.0625) {
        double got = jf__log_gamma(x + 1.0);
        double wanted = jf__log_gamma(x) + jf__log(x);

        assert_true(fabs(got - wanted) <= 1e-14 * (1.0 + fabs(got) + fabs(jf__log(x))));
    }
}

static void step_of_log_gamma_is_the_difference_of_two(void **state)
{
    (void)state;
    for (double x = 0.03125; x < 40.0; x *= 1.25) {
        for (double step = 1.0; step > 0.01; step *= 0.5) {
            double wanted = jf__log_gamma(x + step) - jf__log_gamma(x);

            assert_true(fabs(jf__log_gamma_step(x, step) - wanted) <= 1e-13);
        }
        assert_true(fabs(jf__log_gamma_step(x, 1.0) - jf__log(x)) <= 1e-14);
    }
}

static void step_of_log_gamma_keeps_its_digits_when_small(void **state)
{
    const double euler = 0x1.2788cfc6fb619p-1;

    (void)state;
    /* psi(1) is minus Euler's constant, psi(2) is 1 more; the next term is below 2e-9 of it. */
    assert_true(fabs(jf__log_gamma_step(1.0, 1e-9) + euler * 1e-9) <= 1e-17);
    assert_true(fabs(jf__log_gamma_step(2.0, 1e-9) - (1.0 - euler) * 1e-9) <= 1e-17);
}

static void ends_of_the_ranges_give_what_is_told(void **state)
{
    (void)state;
    assert_true(isinf(jf__exp(710.0)) && jf__exp(710.0) > 0);
    assert_true(isinf(jf__exp((double)INFINITY)));
    assert_true(jf__exp(-746.0) == 0.0);
    assert_true(jf__exp(-(double)INFINITY) == 0.0);
    assert_true(jf__exp(0.0) == 1.0);
    assert_true(isnan(jf__exp((double)NAN)));
    assert_true(isinf(jf__log(0.0)) && jf__log(0.0) < 0);
    assert_true(isinf(jf__log((double)INFINITY)));
    assert_true(jf__log(1.0) == 0.0);
    assert_true(isnan(jf__log(-1.0)));
    assert_true(isnan(jf__log((double)NAN)));
    assert_true(isinf(jf__log1p(-1.0)));
    assert_true(jf__log_gamma(1.0) == 0.0);
    assert_true(jf__log_gamma(2.0) == 0.0);
}

/* The bits that a change of compiler, flags or machine must not change. */
static void bits_are_the_same_everywhere(void **state)
{
    uint64_t digest = UINT64_C(14695981039346656037);

    (void)state;
    for (int i = 1; i < 2000; i++) {
        const double values[] = {jf__exp(i * 0.37 - 350.0), jf__log(i * 0.73), jf__log1p(i * 0.001),
                                 jf__log_gamma(i * 0.011)};

        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
            uint64_t bits;

            memcpy(&bits, &values[k], sizeof bits);
            digest = (digest ^ bits) * UINT64_C(1099511628211);
        }
    }
    assert_int_equal(digest, UINT64_C(0x04ea0723fbb0beb5));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_right_to_2_ulp),
        cmocka_unit_test(log_is_right_to_2_ulp),
        cmocka_unit_test(log1p_is_right_to_3_ulp),
        cmocka_unit_test(expm1_is_right_to_4_ulp),
        cmocka_unit_test(rest_of_log1p_is_right_to_16_ulp),
        cmocka_unit_test(log_gamma_is_right_to_16_ulp_near_its_zeros_too),
        cmocka_unit_test(rest_of_stirling_is_right_to_1e_14),
        cmocka_unit_test(log_gamma_of_x_plus_1_is_that_of_x_and_log_x),
        cmocka_unit_test(step_of_log_gamma_is_the_difference_of_two),
        cmocka_unit_test(step_of_log_gamma_keeps_its_digits_when_small),
        cmocka_unit_test(ends_of_the_ranges_give_what_is_told),
        cmocka_unit_test(bits_are_the_same_everywhere),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("watch.real", tests, NULL, NULL);
}
