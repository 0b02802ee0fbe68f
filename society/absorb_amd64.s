#include "textflag.h"

// func absorbLanes(people *Citizen, n int, f *lanes) (risk, speech uint64)
//
// Eight citizens are 96 bytes, three registers of eight words each: marks, risks, rest, marks, and so on. A blend picks the
// eight words of one kind without moving any; those of rest lie two words further than those of marks, so the marks are turned
// by two before they choose for the rest. Products are of 64 bits, so even and odd words are multiplied apart.
TEXT ·absorbLanes(SB), NOSPLIT, $0-40
	MOVQ people+0(FP), AX
	MOVQ n+8(FP), CX
	MOVQ f+16(FP), DX
	VPBROADCASTQ 0(DX), Y15  // fade: keep
	VPBROADCASTQ 8(DX), Y14  // fade: add
	VPBROADCASTQ 16(DX), Y13 // shown: keep
	VPBROADCASTQ 24(DX), Y12 // shown: add
	VPBROADCASTQ 32(DX), Y11 // recover: keep
	VPCMPEQQ Y10, Y10, Y10
	VPSRLQ $48, Y10, Y10     // the low 16 bits
	VPXOR Y8, Y8, Y8         // sum of r
	VPXOR Y9, Y9, Y9         // sum of r_s

loop:
	CMPQ CX, $8
	JLT  done
	VMOVDQU 0(AX), Y0
	VMOVDQU 32(AX), Y1
	VMOVDQU 64(AX), Y2

	// risks
	VPBLENDD $0x24, Y1, Y0, Y3
	VPBLENDD $0x49, Y2, Y3, Y3
	VPAND    Y10, Y3, Y4     // r, even
	VPSRLQ   $32, Y3, Y5
	VPAND    Y10, Y5, Y5     // r, odd
	VPSRLQ   $16, Y3, Y6
	VPAND    Y10, Y6, Y6     // r_s, even
	VPSRLQ   $48, Y3, Y7     // r_s, odd
	VPMULUDQ Y15, Y4, Y4
	VPADDQ   Y14, Y4, Y4
	VPSRLQ   $24, Y4, Y4
	VPMULUDQ Y15, Y5, Y5
	VPADDQ   Y14, Y5, Y5
	VPSRLQ   $24, Y5, Y5
	VPMULUDQ Y15, Y6, Y6
	VPADDQ   Y14, Y6, Y6
	VPSRLQ   $24, Y6, Y6
	VPMULUDQ Y15, Y7, Y7
	VPADDQ   Y14, Y7, Y7
	VPSRLQ   $24, Y7, Y7
	VPMULUDQ Y13, Y4, Y4
	VPADDQ   Y12, Y4, Y4
	VPSRLQ   $24, Y4, Y4
	VPMULUDQ Y13, Y5, Y5
	VPADDQ   Y12, Y5, Y5
	VPSRLQ   $24, Y5, Y5
	VPADDQ   Y4, Y8, Y8
	VPADDQ   Y5, Y8, Y8
	VPADDQ   Y6, Y9, Y9
	VPADDQ   Y7, Y9, Y9
	VPSLLQ   $32, Y5, Y5
	VPOR     Y5, Y4, Y4
	VPSLLQ   $16, Y6, Y6
	VPSLLQ   $48, Y7, Y7
	VPOR     Y7, Y6, Y6
	VPOR     Y6, Y4, Y3      // the new risks

	// rest
	VPBLENDD $0x49, Y1, Y0, Y4
	VPBLENDD $0x92, Y2, Y4, Y4
	VPBLENDD $0x92, Y1, Y0, Y5
	VPBLENDD $0x24, Y2, Y5, Y5
	VPERMQ   $0x93, Y5, Y5   // marks
	VPBROADCASTQ 40(DX), Y6  // recover: add, not listed
	VPBROADCASTQ 48(DX), Y7  // recover: add, listed
	VPAND    Y10, Y4, Y0     // R, even: Y0 is read again below
	VPMULUDQ Y11, Y0, Y0
	VPSLLQ   $38, Y5, Y1     // listed, even
	VBLENDVPD Y1, Y7, Y6, Y1
	VPADDQ   Y1, Y0, Y0
	VPSRLQ   $24, Y0, Y0
	VPSLLQ   $6, Y5, Y5      // listed, odd
	VBLENDVPD Y5, Y7, Y6, Y5
	VPSRLQ   $32, Y4, Y1
	VPAND    Y10, Y1, Y1     // R, odd
	VPMULUDQ Y11, Y1, Y1
	VPADDQ   Y5, Y1, Y1
	VPSRLQ   $24, Y1, Y1
	VPSLLQ   $32, Y1, Y1
	VPOR     Y1, Y0, Y0
	VPBROADCASTQ 56(DX), Y5  // what stays of rest
	VPAND    Y5, Y4, Y4
	VPOR     Y0, Y4, Y4      // the new rest

	VMOVDQU  0(AX), Y0
	VMOVDQU  32(AX), Y1
	VPBLENDD $0x92, Y3, Y0, Y0
	VPBLENDD $0x24, Y4, Y0, Y0
	VPBLENDD $0x24, Y3, Y1, Y1
	VPBLENDD $0x49, Y4, Y1, Y1
	VPBLENDD $0x49, Y3, Y2, Y2
	VPBLENDD $0x92, Y4, Y2, Y2
	VMOVDQU  Y0, 0(AX)
	VMOVDQU  Y1, 32(AX)
	VMOVDQU  Y2, 64(AX)
	ADDQ     $96, AX
	SUBQ     $8, CX
	JMP      loop

done:
	VEXTRACTI128 $1, Y8, X0
	VPADDQ  X0, X8, X8
	VPSRLDQ $8, X8, X0
	VPADDQ  X0, X8, X8
	VMOVQ   X8, AX
	MOVQ    AX, risk+24(FP)
	VEXTRACTI128 $1, Y9, X0
	VPADDQ  X0, X9, X9
	VPSRLDQ $8, X9, X0
	VPADDQ  X0, X9, X9
	VMOVQ   X9, AX
	MOVQ    AX, speech+32(FP)
	VZEROUPPER
	RET
